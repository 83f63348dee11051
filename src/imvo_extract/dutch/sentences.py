"""Where sentences end in clean Dutch text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"""[.!?…]+["')\]]*\s+(?=["'(\[]*[A-ZÀ-Þ0-9•€])""")
_LAST_WORD = re.compile(r"[^\s(\[\"']+$")


class SentenceSplitter:
    """Splits a paragraph into sentences.

    :param abbreviations: words whose full stop does not end a sentence ("ca.", "dhr.", "d.m.v."), with the full stop.
    """

    def __init__(self, abbreviations: Iterable[str]) -> None:
        self._abbreviations = frozenset(word.lower() for word in abbreviations)

    def split(self, text: str) -> Iterator[tuple[int, int]]:
        """The offsets of each sentence in ``text``, without the white space between them."""
        start = 0
        for match in _END.finditer(text):
            if text[match.start()] == "." and self._goes_on(text, start, match):
                continue
            end = match.start() + len(match[0].rstrip())
            if text[start:end].strip():
                yield start, end
            start = match.end()
        if text[start:].strip():
            yield start, start + len(text[start:].rstrip())

    def _goes_on(self, text: str, start: int, match: re.Match[str]) -> bool:
        """Whether the full stop at ``match`` belongs to an abbreviation, an initial or a number in a row."""
        word = _LAST_WORD.search(text, start, match.start())
        if word is None:
            return False
        last = word[0]
        if (last + ".").lower() in self._abbreviations:
            return True
        # "E. van Verzonnen", "drs. P.J. Jansen": an initial; but "plan B. Daarna" is rare enough to leave.
        if re.fullmatch(r"(?:[A-ZÀ-Þ]\.)*[A-ZÀ-Þ]", last):
            return True
        # "Artikel 3. 4": a number that begins the text is a list mark, not a sentence.
        return last.isdigit() and word.start() == start

"""Which texts borrow their words: an example out of the text that a rule was made for proves little."""

from __future__ import annotations

import re
from collections.abc import Iterable

# So many words in a row are no chance: shorter runs ("in de tweede helft") any text may have.
RUN = 5
_WORD = re.compile(r"\w+")


class Wording:
    """The runs of words in some texts.

    :param texts: what nothing should be borrowed from.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs = {run for text in texts for run in _runs(text)}

    def borrowed(self, text: str) -> str | None:
        """The first five words in a row (in lower case, without marks) that a text has in common with the texts."""
        return next((" ".join(run) for run in _runs(text) if run in self._runs), None)


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))

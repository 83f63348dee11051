"""Names listed behind a counted noun: "2 ministeries (Financiën en Defensie)", "3 landen: Peru, Kenia en Ghana"."""

from __future__ import annotations

import re

from imvo_extract.records.models import Count
from imvo_extract.records.span import Span
from imvo_extract.rulebook.checks import CheckWords
from imvo_extract.rulebook.template import alternatives

# From the number to the noun that it counts.
_NOUN = re.compile(r"[^()\d;:.,]{1,60}?(?=\s\(|:\s|\s[A-ZÀ-Þ])")
_LONGEST = 300
_IN_BRACKETS = re.compile(r"\s\((?P<names>[^()]{3,200})\)")
_BEHIND_COLON = re.compile(r":\s(?P<names>[^():;.]{3,200})(?=[.;]|$)")


class NameLists:
    """Finds lists of names.

    :param words: the words of rules/checks.yaml.
    """

    def __init__(self, words: CheckWords) -> None:
        joiner, inside = words.joiner, alternatives(words.inside_names)
        name = rf"[A-ZÀ-Þ][\w&'’-]*(?:\s(?:(?:{inside})\s){{0,2}}[A-ZÀ-Þ][\w&'’-]*){{0,4}}"
        # In apposition the joiner closes the list: what follows is another party.
        apposition = re.compile(
            rf"\s(?P<names>{name}(?:,\s{name})+\s{joiner}\s{name})(?=\s[a-z]|[.;]|$)(?!\s{joiner}\s)"
        )
        self._forms = (_IN_BRACKETS, _BEHIND_COLON, apposition)
        self._name = re.compile(rf"(?:(?:{inside})\s+)?[A-ZÀ-Þ]")
        self._separator = re.compile(rf",\s+{joiner}\s+|\s+{joiner}\s+|,\s*|\s*/\s*")
        self._whole_names = re.compile(alternatives(words.whole_names))
        self._examples_only = re.compile(rf"(?<!\w)(?:{alternatives(words.examples_only)})(?!\w)", re.IGNORECASE)

    def behind(self, raw: str, count: Count) -> tuple[int, Span] | None:
        """How many names are listed right behind what ``count`` counts, and where; None where there is no such list."""
        end = min(count.sentence.end, count.span.end + _LONGEST)
        noun = _NOUN.match(raw, count.span.end, end)
        unit = str(count.unit).lower()
        if noun is None or not noun[0].lower().replace("’", "'").rstrip().endswith(unit):
            return None
        # "Economische Zaken en Klimaat" is one name: its joints are hidden, its length is kept.
        text = self._whole_names.sub(lambda name: "X" * len(name[0]), raw[noun.end() : end])
        match = next((found for form in self._forms if (found := form.match(text))), None)
        if match is None or self._examples_only.search(match["names"]):
            return None
        names = [name for name in self._separator.split(match["names"]) if name]
        if not all(self._name.match(name) for name in names):
            return None
        start = noun.end() + match.start("names")
        return len(names), Span.cut(raw, start, start + len(match["names"]))

"""What the slots of a pattern have caught."""

from __future__ import annotations

from collections.abc import Mapping

from imvo_extract.records.models import Mod
from imvo_extract.rulebook.dates import Feast

from .calendar import PARTS
from .grammar import Hit
from .lexicon import Lexicon, Value
from .meaning import Length, Meaning, Point
from .resolve import Context
from .row import Node, Row

_LIST = frozenset({"en", "of", ",", "&"})
Result = tuple[int, int, Meaning]


class Slots:
    """A match with the nodes it was found in.

    Of a slot that a pattern names more than once, the second is called ``name_2``, and so on.
    """

    __slots__ = ("_class_of", "_match", "_numbered", "context", "feasts", "first", "last", "lexicon", "row", "rule")

    def __init__(self, hit: Hit, row: Row, lexicon: Lexicon, context: Context, feasts: Mapping[str, Feast]) -> None:
        _, _, self.first, _, self.last, pattern, self._match = hit
        self._class_of = pattern.class_of
        self._numbered: dict[str, list[str]] = {}
        at = self._match.start
        for key, (_, name) in pattern.class_of.items():
            if at(key) >= 0:
                self._numbered.setdefault(name, []).append(key)
        self.rule = pattern.rule
        self.row = row
        self.lexicon = lexicon
        self.context = context
        self.feasts = feasts

    def _key(self, name: str) -> str:
        """The group that caught something under a name: the first of that name, or itself."""
        keys = self._numbered.get(name)
        return keys[0] if keys else name

    def has(self, name: str) -> bool:
        """Whether the slot caught anything."""
        return name in self._numbered or (name in self._class_of and self._match.start(name) >= 0)

    def index(self, name: str) -> int:
        """The node that the slot caught."""
        return self._match.start(self._key(name))

    def node(self, name: str) -> Node:
        """The node that the slot caught."""
        return self.row.node(self.index(name))

    def words(self, name: str) -> str:
        """The words that the slot caught, in lower case, with single spaces."""
        start, end = self._match.span(self._key(name))
        if end - start == 1:
            return self.row.word(start).lower()
        return " ".join(self.row.word(at) for at in range(start, end)).lower()

    def value(self, name: str) -> Value:
        """What the slot's token stands for."""
        return self.lexicon.value(self._class_of[self._key(name)][0], self.row.word(self.index(name)))

    def number(self, name: str, default: float = 0) -> float:
        """The number that the slot's token stands for, or the default where it is empty."""
        if not self.has(name):
            return default
        value = self.value(name)
        return value if isinstance(value, (int, float)) else default

    def integer(self, name: str, default: int = 0) -> int:
        """As ``number``, for whole numbers."""
        return int(self.number(name, default))

    def mod(self, name: str) -> Mod | None:
        """The part of a stretch that the slot's token stands for."""
        return next((mod for mod in PARTS if self.value(name) == mod), None)

    def point(self, name: str) -> Point:
        """The point of the calendar in the slot."""
        meaning = self.row.meaning(self.index(name))
        assert isinstance(meaning, Point), name
        return meaning

    def length(self, name: str) -> Length:
        """The amount of time in the slot."""
        meaning = self.row.meaning(self.index(name))
        assert isinstance(meaning, Length), name
        return meaning

    def numbered(self, name: str) -> list[str]:
        """The slots of this name that caught something, in the order of the text."""
        return self._numbered.get(name, [])

    def last_of_each(self) -> dict[str, str]:
        """Of each name the last slot that caught something."""
        return {name: keys[-1] for name, keys in self._numbered.items()}

    def is_listed(self) -> bool:
        """Whether another point follows in a list: "het weekend van 15 en 16 juni"."""
        at = self.last + 1
        return at < len(self.row) and self.row.word(at - 1) in _LIST and isinstance(self.row.meaning(at), Point)

    def whole(self, meaning: Meaning) -> list[Result]:
        """The whole mention with one meaning."""
        return [(self.first, self.last, meaning)]

"""What the slots of a pattern have caught."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from imvo_extract.rulebook.dates import Feast

from .grammar import Hit, Node
from .lexicon import Lexicon, Value
from .meaning import Length, Meaning, Point
from .resolve import Context

Result = tuple[int, int, Meaning]


class Slots:
    """A match with the nodes it was found in.

    Of a slot that a pattern names more than once, the second is called ``name_2``, and so on.
    """

    __slots__ = ("_groups", "_hit", "context", "feasts", "first", "last", "lexicon", "nodes", "rule")

    def __init__(
        self, hit: Hit, nodes: Sequence[Node], lexicon: Lexicon, context: Context, feasts: Mapping[str, Feast]
    ) -> None:
        self._hit = hit
        self._groups = hit.match.groupdict()
        self.rule = hit.rule
        self.first = hit.first
        self.last = hit.last
        self.nodes = nodes
        self.lexicon = lexicon
        self.context = context
        self.feasts = feasts

    def has(self, name: str) -> bool:
        """Whether the slot caught anything."""
        return self._groups.get(name) is not None

    def index(self, name: str) -> int:
        """The node that the slot caught."""
        return self._hit.match.start(name)

    def node(self, name: str) -> Node:
        """The node that the slot caught."""
        return self.nodes[self._hit.match.start(name)]

    def words(self, name: str) -> str:
        """The words that the slot caught, in lower case, with single spaces."""
        start, end = self._hit.match.span(name)
        return " ".join(node.text for node in self.nodes[start:end]).lower()

    def value(self, name: str) -> Value:
        """What the slot's token stands for."""
        return self.lexicon.value(self._hit.class_of[name], self.node(name).text)

    def number(self, name: str, default: float = 0) -> float:
        """The number that the slot's token stands for, or the default where it is empty."""
        if not self.has(name):
            return default
        value = self.value(name)
        return value if isinstance(value, (int, float)) else default

    def integer(self, name: str, default: int = 0) -> int:
        """As ``number``, for whole numbers."""
        return int(self.number(name, default))

    def point(self, name: str) -> Point:
        """The point of the calendar in the slot."""
        meaning = self.node(name).meaning
        assert isinstance(meaning, Point), name
        return meaning

    def length(self, name: str) -> Length:
        """The amount of time in the slot."""
        meaning = self.node(name).meaning
        assert isinstance(meaning, Length), name
        return meaning

    def numbered(self, name: str) -> list[str]:
        """The slots of this name that caught something, in the order of the text."""
        found = [key for key, caught in self._groups.items() if caught is not None and self._is(key, name)]
        return sorted(found, key=self.index)

    @staticmethod
    def _is(key: str, name: str) -> bool:
        return key == name or (key.startswith(f"{name}_") and key[len(name) + 1 :].isdigit())

    def whole(self, meaning: Meaning) -> list[Result]:
        """The whole mention with one meaning."""
        return [(self.first, self.last, meaning)]

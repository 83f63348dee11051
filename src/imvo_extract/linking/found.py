"""What was found in one statement, on its way to becoming records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from imvo_extract.dutch.statements import Statement
from imvo_extract.linking.events import EventMention
from imvo_extract.mentions.covenants import CovenantMention
from imvo_extract.mentions.parties import PartyMention
from imvo_extract.mentions.quantities import Quantity
from imvo_extract.rulebook.lost import Lost
from imvo_extract.timex.model import Timex


class Placed(Protocol):
    """Anything with clean offsets in its statement."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Claimed:
    """A stretch of a statement that a rule recognised as something that makes no record, and what it is."""

    start: int
    end: int
    kind: Literal["number", "date", "name"]
    reason: str
    rule: str | None = None


@dataclass(slots=True)
class Found:
    """A statement with the mentions in it. Filled stage by stage; each stage reads those before it."""

    statement: Statement
    covenant: str | None
    covenants: Sequence[CovenantMention] = ()
    timexes: Sequence[Timex] = ()
    quantities: Sequence[Quantity] = ()
    # For each quantity, the timex at which it held: its statement's place in the document, and its index there.
    as_of: Sequence[tuple[int, int] | None] = ()
    parties: Sequence[PartyMention] = ()
    events: Sequence[EventMention] = ()
    # The triggers that make no event, and why.
    unmade: Sequence[Lost] = ()
    claimed: list[Claimed] = field(default_factory=list)
    # What rules found and did not keep; None where nobody asked.
    lost: list[Lost] | None = None

    def raw_span(self, mention: Placed) -> tuple[int, int]:
        """A mention's raw offsets."""
        return self.statement.clean.raw_span(mention.start, mention.end)

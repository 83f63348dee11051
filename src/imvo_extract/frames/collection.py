"""The extractions of an output folder as a lazy collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from imvo_extract.records.extraction import Document, Extraction, Issue, Unclaimed
from imvo_extract.records.models import Count, Covenant, Date, Event, Party
from imvo_extract.store.files import StoreError
from imvo_extract.store.load import iter_extractions

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_T = TypeVar("_T")


def load(
    output: str | Path = "output",
    raw: str | Path | None = None,
    *,
    documents: Sequence[str] = (),
    since: date | None = None,
) -> Collection:
    """The extractions that lie in a folder.

    :param output: the folder of NAME.json.
    :param raw: the folder of raw texts, against which every span is checked; ``raw`` beside ``output`` without one.
    :param documents: ids of the documents wanted; all of them without any.
    :param since: leaves out documents that speak from before that day, and those without a reference date.
    :raises StoreError: a folder or a document is not there.
    """
    collection = Collection(Path(output), Path(raw) if raw is not None else None, tuple(documents), since)
    collection.extractions()
    return collection


@dataclass(frozen=True, slots=True)
class Collection:
    """Extractions that are read from disk when they are asked for, one in memory at a time, each time anew.

    Iterating gives them in the order of their ids; ``collection["stand-van-zaken-2019-11"]`` gives one.

    :raises BrokenExtractionError: (when reading) an output file is not what it says.
    """

    output: Path
    raw: Path | None = None
    ids: tuple[str, ...] = ()
    since: date | None = None

    def extractions(self) -> Iterator[Extraction]:
        """The extractions, one at a time."""
        return iter_extractions(self.output, self.raw, documents=self.ids, since=self.since)

    def __iter__(self) -> Iterator[Extraction]:
        return self.extractions()

    def __getitem__(self, ident: str) -> Extraction:
        """:raises KeyError: no document of the collection has that id."""
        if self.ids and ident not in self.ids:
            raise KeyError(ident)
        try:
            found = iter_extractions(self.output, self.raw, documents=(ident,), since=self.since)
        except StoreError as error:
            raise KeyError(ident) from error
        for extraction in found:
            return extraction
        raise KeyError(ident)

    @property
    def documents(self) -> Records[Document]:
        """The documents themselves: id, title, source, reference date."""
        return Records(self, lambda extraction: (extraction.document,))

    @property
    def covenants(self) -> Records[Covenant]:
        """The covenants of all documents."""
        return Records(self, lambda extraction: extraction.covenants)

    @property
    def parties(self) -> Records[Party]:
        """The parties of all documents."""
        return Records(self, lambda extraction: extraction.parties)

    @property
    def counts(self) -> Records[Count]:
        """The counts of all documents."""
        return Records(self, lambda extraction: extraction.counts)

    @property
    def dates(self) -> Records[Date]:
        """The dates of all documents."""
        return Records(self, lambda extraction: extraction.dates)

    @property
    def events(self) -> Records[Event]:
        """The events of all documents."""
        return Records(self, lambda extraction: extraction.events)

    @property
    def unclaimed(self) -> Records[Unclaimed]:
        """What looks like data and is in no record."""
        return Records(self, lambda extraction: extraction.unclaimed)

    @property
    def issues(self) -> Records[Issue]:
        """What the checks found."""
        return Records(self, lambda extraction: extraction.issues)

    @overload
    def to_arrow(self, table: None = None) -> dict[str, pyarrow.Table]: ...
    @overload
    def to_arrow(self, table: str) -> pyarrow.Table: ...
    def to_arrow(self, table: str | None = None) -> Any:
        """The tables as pyarrow tables: one by its name, or all of them by name.

        The tables and columns are those of every export (docs/data-dictionary.md): string, int64, float64, date32.

        :raises UnknownTableError: there is none of that name.
        :raises MissingExtraError: pyarrow is not installed.
        """
        from .frames import arrow_table, frames

        return frames(self, table, arrow_table)

    @overload
    def to_pandas(self, table: None = None) -> dict[str, pandas.DataFrame]: ...
    @overload
    def to_pandas(self, table: str) -> pandas.DataFrame: ...
    def to_pandas(self, table: str | None = None) -> Any:
        """The tables as pandas data frames: one by its name, or all of them by name; see :meth:`to_arrow`.

        Types keep null apart from every value: string, Int64, Float64, and datetime64[s] for days.

        :raises UnknownTableError: there is none of that name.
        :raises MissingExtraError: pandas is not installed.
        """
        from .frames import frames, pandas_frame

        return frames(self, table, pandas_frame)

    @overload
    def to_polars(self, table: None = None) -> dict[str, polars.DataFrame]: ...
    @overload
    def to_polars(self, table: str) -> polars.DataFrame: ...
    def to_polars(self, table: str | None = None) -> Any:
        """The tables as polars data frames: one by its name, or all of them by name; see :meth:`to_arrow`.

        :raises UnknownTableError: there is none of that name.
        :raises MissingExtraError: polars is not installed.
        """
        from .frames import frames, polars_frame

        return frames(self, table, polars_frame)


@dataclass(frozen=True, slots=True)
class Records(Generic[_T]):
    """The records of one kind of a collection, each time anew from disk."""

    collection: Iterable[Extraction]
    of: Callable[[Extraction], Iterable[_T]]

    def __iter__(self) -> Iterator[_T]:
        for extraction in self.collection:
            yield from self.of(extraction)

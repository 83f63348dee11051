"""The facts in Dutch IMVO covenant status updates, as validated records that point at their source text.

    from imvo_extract import Extractor
    extraction = Extractor().extract(text, id="stand-van-zaken-2019-11")

    from imvo_extract import load
    counts = load("output").to_pandas("counts")

The public face of the package. Names are imported when they are first used, so that ``import imvo_extract`` is free.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which is slow to import
if TYPE_CHECKING:
    from typing import Any

    from imvo_extract.errors import UnusableInputError
    from imvo_extract.extractor import Extractor
    from imvo_extract.frames.collection import Collection, load
    from imvo_extract.records.extraction import Document, Extraction, Issue, Unclaimed, load_extraction
    from imvo_extract.records.models import Count, Covenant, Date, Event, Party
    from imvo_extract.records.span import Extent, Span
    from imvo_extract.timex import find_timexes

_HOME = {
    "Collection": "frames.collection",
    "load": "frames.collection",
    "UnusableInputError": "errors",
    "Extractor": "extractor",
    "Document": "records.extraction",
    "Extraction": "records.extraction",
    "Issue": "records.extraction",
    "Unclaimed": "records.extraction",
    "load_extraction": "records.extraction",
    "Count": "records.models",
    "Covenant": "records.models",
    "Date": "records.models",
    "Event": "records.models",
    "Party": "records.models",
    "Extent": "records.span",
    "Span": "records.span",
    "find_timexes": "timex",
}

__all__ = [
    "Collection",
    "Count",
    "Covenant",
    "Date",
    "Document",
    "Event",
    "Extent",
    "Extraction",
    "Extractor",
    "Issue",
    "Party",
    "Span",
    "Unclaimed",
    "UnusableInputError",
    "find_timexes",
    "load",
    "load_extraction",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

"""What is not the same in two extractions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from imvo_extract.records.extraction import Extraction

# Offsets tell where, not what: a text that grew a line has not changed its facts.
_PLACES = ("span", "sentence", "section", "mentions")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: in which record (or other part), which field, the two values, and the quote that it rests on.

    ``field`` is None where the whole record is only on one side; ``old`` or ``new`` is then None.
    """

    kind: str
    record: str
    field: str | None
    old: Any
    new: Any
    quote: str

    def __str__(self) -> str:
        what = f"{self.kind}: {self.record}"
        quote = f' ("{" ".join(self.quote.split())}")' if self.quote else ""
        if self.field is not None:
            return f"{what}: {self.field}: {_say(self.old)} -> {_say(self.new)}{quote}"
        return f"{what}: {'added' if self.old is None else 'removed'}{quote}"


def differences(old: Extraction, new: Extraction, *, places: bool = True) -> Iterator[Difference]:
    """The differences between two extractions of one document, records paired by id.

    :param places: whether a record that only moved in the text counts as different.
    """
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    for part in ("schema_version", "document", "extractor"):
        yield from _fields(part, part, before[part], after[part], "")
    for kind in ("covenants", "parties", "counts", "dates", "events"):
        yield from _records(kind, before[kind], after[kind], places)
    for kind, name in (("unclaimed", "reason"), ("issues", "message")):
        yield from _unordered(kind, name, before[kind], after[kind], places)


def _records(kind: str, old: list[Any], new: list[Any], places: bool) -> Iterator[Difference]:
    olds = {record["id"]: record for record in old}
    news = {record["id"]: record for record in new}
    for ident, record in olds.items():
        other = news.get(ident)
        if other is None:
            yield Difference(kind, ident, None, record, None, record["span"]["text"])
            continue
        for field, value in record.items():
            if (places or field not in _PLACES) and value != other.get(field):
                yield Difference(kind, ident, field, value, other.get(field), other["span"]["text"])
    for ident, record in news.items():
        if ident not in olds:
            yield Difference(kind, ident, None, None, record, record["span"]["text"])


def _unordered(kind: str, name: str, old: list[Any], new: list[Any], places: bool) -> Iterator[Difference]:
    def key(item: Any) -> tuple[Any, ...]:
        spans = [item["span"]] if "span" in item else item["spans"]
        where = tuple((span["start"] if places else 0, span["text"]) for span in spans)
        return item.get("kind") or item.get("check"), item[name], where

    olds, news = [key(item) for item in old], [key(item) for item in new]
    for only, is_new in ((_only(olds, news), False), (_only(news, olds), True)):
        for item in only:
            what, sentence, where = item
            quote = where[0][1] if where else ""
            label = f"{what}: {sentence}"
            yield Difference(kind, label, None, None if is_new else item, item if is_new else None, quote)


def _only(these: Iterable[Any], those: Iterable[Any]) -> list[Any]:
    others = list(those)
    left = []
    for item in these:
        if item in others:
            others.remove(item)
        else:
            left.append(item)
    return left


def _fields(kind: str, record: str, old: Any, new: Any, path: str) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for field in sorted({*old, *new}):
            yield from _fields(kind, record, old.get(field), new.get(field), f"{path}.{field}" if path else field)
    elif old != new:
        yield Difference(kind, record, path, old, new, "")


def _say(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict) and "text" in value and "start" in value:
        return f'"{value["text"]}" at {value["start"]}:{value["end"]}'
    if isinstance(value, dict) and set(value) == {"start", "end"}:
        return f"{value['start']}:{value['end']}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_say, value)) + "]"
    return str(value)

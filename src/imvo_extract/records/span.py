"""Spans that cannot lie: a span is cut from its text, or checked against it."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

# The unit of what is counted or measured, and the standard that a value keeps to, are part of a field's description;
# the JSON Schemas, the tables and the data dictionary say them from here.
OFFSET: dict[str, Any] = {"unit": "code points of the decoded text, from 0", "standard": "Unicode"}


class Frozen(BaseModel):
    """A model whose instances do not change and whose keys are all known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Frozen):
    """A stretch of text: code points ``start`` to ``end`` (exclusive) of the decoded raw text."""

    start: int = Field(ge=0, description="Offset of its first character.", json_schema_extra=OFFSET)
    end: int = Field(ge=0, description="Offset of the character after its last.", json_schema_extra=OFFSET)

    # The fields are checked, and not the whole: a stretch that exists, as a part of a record, is not checked again.
    @field_validator("end")
    @classmethod
    def _in_order(cls, end: int, info: ValidationInfo) -> int:
        start = info.data.get("start", end)
        if end < start:
            raise ValueError(f"ends ({end}) before it starts ({start})")
        return end


class Span(Extent):
    """A mention: ``text`` is what stands at ``start`` to ``end``. Never empty.

    It is made with :meth:`cut`, or validated with the text at hand (``context={"text": raw}``); a span of which nobody
    can tell whether it is true cannot be made.
    """

    text: str = Field(min_length=1, description="Its characters, exactly as they stand in the text.")

    @field_validator("text")
    @classmethod
    def _true(cls, text: str, info: ValidationInfo) -> str:
        raw = (info.context or {}).get("text")
        if raw is None:
            raise ValueError('a span needs its text: use Span.cut, or validate with context={"text": ...}')
        if "start" in info.data and "end" in info.data:
            start, end = info.data["start"], info.data["end"]
            found = raw[start:end]
            if found != text:
                raise ValueError(f"the text at {start}:{end} is {found!r}, not {text!r}")
        return text

    @classmethod
    def cut(cls, raw: str, start: int, end: int) -> Self:
        """The span of ``raw[start:end]``.

        :raises ValueError: it is empty, or not within the text.
        """
        if not 0 <= start < end <= len(raw):
            raise ValueError(f"{start}:{end} is no stretch of a text of {len(raw)} characters")
        return cls.model_validate({"start": start, "end": end, "text": raw[start:end]}, context={"text": raw})

"""Spans that cannot lie: a span is cut from its text, or checked against it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, ValidationInfo, model_validator


class Frozen(BaseModel):
    """A model whose instances do not change and whose keys are all known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Frozen):
    """A stretch of text: code points ``start`` to ``end`` (exclusive) of the decoded raw text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Extent:
        if self.end < self.start:
            raise ValueError(f"ends ({self.end}) before it starts ({self.start})")
        return self


class Span(Extent):
    """A mention: ``text`` is what stands at ``start`` to ``end``. Never empty.

    It is made with :meth:`cut`, or validated with the text at hand (``context={"text": raw}``); a span of which nobody
    can tell whether it is true cannot be made.
    """

    text: str = Field(min_length=1)

    @model_validator(mode="wrap")
    @classmethod
    def _true(cls, value: Any, handler: ModelWrapValidatorHandler[Span], info: ValidationInfo) -> Span:
        # A span that exists was checked when it was made.
        if isinstance(value, Span):
            return value
        span = handler(value)
        raw = (info.context or {}).get("text")
        if raw is None:
            raise ValueError('a span needs its text: use Span.cut, or validate with context={"text": ...}')
        found = raw[span.start : span.end]
        if found != span.text:
            raise ValueError(f"the text at {span.start}:{span.end} is {found!r}, not {span.text!r}")
        return span

    @classmethod
    def cut(cls, raw: str, start: int, end: int) -> Span:
        """The span of ``raw[start:end]``.

        :raises ValueError: it is empty, or not within the text.
        """
        if not 0 <= start < end <= len(raw):
            raise ValueError(f"{start}:{end} is no stretch of a text of {len(raw)} characters")
        return cls.model_validate({"start": start, "end": end, "text": raw[start:end]}, context={"text": raw})

"""A picture of series, drawn by matplotlib: the same series, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any

from imvo_extract.errors import UnusableInputError
from imvo_extract.extras import library

from .model import Point, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = ("svg", "png")
_WIDTH, _HEIGHT = 9.0, 4.5
_ROW = 0.45
# Matplotlib writes the time and its version into a file unless it is told not to.
_METADATA: dict[str, dict[str, Any]] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}


class PlotError(UnusableInputError):
    """A picture that cannot be drawn; ``str(error)`` is one line."""


def draw(series: Sequence[Series], file_format: str) -> bytes:
    """The picture as a file: a line for each series of numbers; else a row for each series, with its values in words.

    A hollow mark has no date in its text and stands at that of the document. A thin line behind a mark runs from the
    first day that its date can mean to the last.

    :param file_format: "svg" or "png".
    :raises PlotError: the format is another, or there is nothing to draw.
    :raises MissingExtraError: matplotlib is not installed.
    """
    if file_format not in FORMATS:
        raise PlotError(
            f"a plot is written as {' or '.join(FORMATS)}, not as {file_format or 'a file without ending'!r}"
        )
    drawn = [one for one in series if one.points]
    if not drawn:
        raise PlotError("there is nothing to draw: the fact has no value with a date")
    library("matplotlib", "plot")
    from matplotlib.figure import Figure

    numbers = all(isinstance(point.value, int | float) for one in drawn for point in one.points)
    with _settings():
        figure = Figure(figsize=(_WIDTH, _HEIGHT if numbers else 1.5 + _ROW * len(drawn)), layout="constrained")
        axes = figure.add_subplot()
        if numbers:
            _draw_numbers(axes, drawn)
        else:
            _draw_rows(axes, drawn)
        _finish(axes, drawn)
        if numbers and len(drawn) > 1:
            figure.legend(loc="outside right upper", frameon=False, fontsize=8)
        out = io.BytesIO()
        figure.savefig(out, format=file_format, dpi=150, metadata=_METADATA[file_format])
    return out.getvalue()


def _settings() -> AbstractContextManager[None]:
    """Matplotlib's own defaults, whatever the user's are, and ids in SVG that are no random numbers."""
    import matplotlib
    from matplotlib import style

    settings = {"svg.hashsalt": "imvo-extract", "svg.fonttype": "none"}
    assert settings.keys() <= matplotlib.rcParams.keys()
    return style.context(["default", settings])


def _draw_numbers(axes: Axes, series: Sequence[Series]) -> None:
    for number, one in enumerate(series):
        colour = f"C{number % 10}"
        values = [float(point.value) for point in one.points]
        axes.plot([_x(point.when.day) for point in one.points], values, color=colour, label=_name(one))
        _mark(axes, one.points, values, colour)
        for point, value in zip(one.points, values, strict=True):
            if point.comparator != "equal":
                _label(axes, point, value, str(point))
    axes.set_ylim(0, 1.08 * max(axes.get_ylim()[1], 0))


def _draw_rows(axes: Axes, series: Sequence[Series]) -> None:
    for number, one in enumerate(series):
        _mark(axes, one.points, [float(number)] * len(one.points), f"C{number % 10}")
        for point in one.points:
            _label(axes, point, number, f"{point.ordinal or ''} {point.value}".strip())
    axes.set_yticks(range(len(series)), [_name(one) for one in series])
    axes.set_ylim(len(series) - 0.5, -0.8)


def _label(axes: Axes, point: Point, height: float, words: str) -> None:
    at = (_x(point.when.day), height)
    axes.annotate(words, at, xytext=(0, 7), textcoords="offset points", ha="center", fontsize=7)


def _mark(axes: Axes, points: Sequence[Point], heights: Sequence[float], colour: str) -> None:
    for point, height in zip(points, heights, strict=True):
        ends = [_x(date.fromisoformat(day) if day else point.when.day) for day in point.when.interval]
        axes.plot(ends, [height, height], color=colour, linewidth=0.8, alpha=0.5)
        face = "white" if point.when.assumed else colour
        axes.plot([_x(point.when.day)], [height], "o", color=colour, markerfacecolor=face)


def _finish(axes: Axes, series: Sequence[Series]) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if len(series) == 1:
        axes.set_title(_name(series[0]), loc="left")
    if any(point.when.assumed for one in series for point in one.points):
        axes.set_xlabel("hollow: undated in its text, set at the date that the document speaks from", fontsize=8)


def _x(day: date) -> float:
    from matplotlib.dates import date2num

    return float(date2num(day))


def _name(one: Series) -> str:
    return f"{one.fact.name} ({one.fact.covenant or 'no covenant'})"

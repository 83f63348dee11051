"""Remembering what was made of a statement.

An update repeats most of the statements of the last one, and what is made of a statement depends on little more than
its text. A memory is bounded, and what it gives is what would be made anew: it changes how long things take, nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class Memory:
    """Results by what they depend on. When it is full it forgets the older half.

    :param most: the number of results that it holds at most.
    """

    def __init__(self, most: int = 8_192) -> None:
        self._most = most
        self._results: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """The result for ``key``; made, and kept, where there is none. Results are shared: they must not be changed."""
        results = self._results
        found: _Value | None = results.get(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def get(self, key: Hashable) -> Any:
        """The result for ``key``, or None."""
        return self._results.get(key)

    def keep(self, key: Hashable, result: Any) -> None:
        """Keeps a result."""
        if len(self._results) >= self._most:
            for old in list(self._results)[: self._most // 2]:
                del self._results[old]
        self._results[key] = result

"""What goes wrong with a rule file, told as a place and a sentence."""

from __future__ import annotations

from imvo_extract.errors import UnusableInputError


class RuleError(UnusableInputError):
    """A rule file that cannot be used: which file, which rule, which line, and why.

    ``str(error)`` is one line, ready for a terminal: ``dates.yaml:12: rule "full-date": unknown key "patern"``.
    """

    def __init__(self, file: str, message: str, *, rule: str | None = None, line: int | None = None) -> None:
        self.file = file
        self.message = message
        self.rule = rule
        self.line = line
        place = file if line is None else f"{file}:{line}"
        subject = "" if rule is None else f'rule "{rule}": '
        super().__init__(f"{place}: {subject}{message}")

"""Where the parts of a project lie. Light to import."""

from __future__ import annotations

import os

from imvo_extract.rulebook.location import default_folder


class Folders:
    """The folders of a project, as strings: raw texts, output, rules; beside the output the file of decisions, the
    folder of pending changes, and one for what is the program's own affair.

    :param rules: the project's own without one.
    :param decisions: decisions.yaml beside the output folder without one.
    """

    def __init__(
        self, raw: str = "raw", output: str = "output", rules: str | None = None, decisions: str | None = None
    ) -> None:
        beside = os.path.dirname(os.path.abspath(output))
        self.raw = raw
        self.output = output
        self.rules = rules or default_folder()
        self.decisions = decisions or os.path.join(beside, "decisions.yaml")
        self.pending = os.path.join(beside, "pending")
        self.workshop = os.path.join(beside, ".imvo-extract")

"""What an export says of itself."""

from __future__ import annotations

NAME = "imvo-extract"
TITLE = "Facts from the status updates of the Dutch IMVO covenants"
DESCRIPTION = (
    "Covenants, parties, counts, dates and events, extracted by rules from Dutch texts; every row points at the "
    "characters that it comes from. Start and end count code points of the decoded text, from 0, the end exclusive."
)
# Of the records. The texts that are quoted are their publishers'.
LICENCE = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}

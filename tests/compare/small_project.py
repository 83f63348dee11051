"""Projects to compare in: a folder with raw/, output/ and rules/, with or without a git history."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from imvo_extract import Extractor
from imvo_extract.cli import main
from imvo_extract.documents.source import read_source
from imvo_extract.rulebook.location import default_rules
from imvo_extract.rulebook.rulebook import rules_sha256
from imvo_extract.store.output import save

FIRST = """Stand van zaken convenanten

Den Haag, 4 november 2019

Convenant Verantwoord Goud:

- 12 bedrijven en 3 ngo's hebben het convenant ondertekend.
- De tweede jaarrapportage wordt in januari 2020 gepubliceerd.
"""
SECOND = (
    FIRST.replace("4 november 2019", "9 maart 2020")
    .replace("12 bedrijven", "15 bedrijven")
    .replace("wordt in januari 2020 gepubliceerd", "is in januari 2020 gepubliceerd")
)


@dataclass
class Project:
    """``extractor`` is one with the project's own rules; another is made only where the rules were changed."""

    folder: Path
    extractor: Extractor

    def text(self, name, content):
        path = self.folder / "raw" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def extract(self):
        rules = self.folder / "rules"
        changed = rules_sha256(rules) != rules_sha256(default_rules())
        extractor = Extractor(rules=rules) if changed else self.extractor
        for path in sorted((self.folder / "raw").glob("*.txt")):
            save(self.folder / "output", extractor.extract_source(read_source(path)))

    def commit(self):
        for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "state"]):
            subprocess.run(["git", *arguments], cwd=self.folder, check=True, env={**os.environ, **_AUTHOR})

    def rule(self, file, old, new):
        path = self.folder / "rules" / file
        content = path.read_text(encoding="utf-8")
        assert content.count(old) == 1
        path.write_text(content.replace(old, new), encoding="utf-8")

    def diff(self, *arguments):
        return main(["diff", *arguments, "--rules", str(self.folder / "rules")])


_AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "tester"), ("EMAIL", "tester@example.org"))
}

"""Participles of verbs that no list names, known by their shape and their place beside an auxiliary.

"De gesprekken, die in 2021 waren stilgevallen, zijn hervat": the rules need no event of "stilvallen", but without
it the relative clause would have no end.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from imvo_extract.dutch.statements import Token
from imvo_extract.rulebook.events import VerbRules

from .wordclasses import AUXILIARY, OTHER_AUXILIARY, PARTICIPLE, PUNCTUATION

# What follows "ge-" or a prefix must itself look like a verb, and end as participles do.
_REST = r"[a-zà-ÿ]{2,}(?:[dt]|en)"


class ParticipleGuess:
    """Marks words as participles by their shape.

    :param rules: the prefixes and particles of verbs.
    """

    def __init__(self, rules: VerbRules) -> None:
        particles = "|".join(sorted(map(re.escape, rules.particles)))
        prefixes = "|".join(sorted(map(re.escape, rules.inseparable_prefixes)))
        # Nouns have the other shapes as well ("beleid", "verband").
        self._clear_shape = re.compile(rf"(?:{particles})(?:ge|be|ver|ont|her|er){_REST}|ge[a-zà-ÿ]{{2,}}[dt]")
        self._shape = re.compile(rf"(?:(?:{particles})?(?:ge|be|ver|ont|her|er)|(?:{prefixes})){_REST}")

    def mark(self, tokens: Sequence[Token], bits: list[int], known: Container[int], subordinates: bool) -> None:
        """Adds PARTICIPLE to the bits of unknown words at the end of their clause that stand beside an auxiliary, or
        last in the statement.

        :param known: the tokens that are forms of a verb in the lists; left alone.
        :param subordinates: whether there may be a subordinate or relative clause; only there do auxiliaries matter.
        """
        last = len(bits) - 1
        at = last - 1 if last > 0 and tokens[last].text == "." else last
        if at > 0 and not bits[at] and at not in known and self._clear_shape.fullmatch(tokens[at].text):
            bits[at] |= PARTICIPLE
        for index in [index for index, bit in enumerate(bits) if bit & AUXILIARY] if subordinates else ():
            if not 0 < index < last:
                continue
            # "waren stilgevallen," and "stilgevallen waren,"
            for at, end in ((index + 1, index + 2), (index - 1, index + 1)):
                if bits[at] or at in known or not (end > last or _ends(tokens[end], bits[end])):
                    continue
                if self._shape.fullmatch(tokens[at].text):
                    bits[at] |= PARTICIPLE
                    break


def _ends(token: Token, bit: int) -> bool:
    return bool(bit & (PUNCTUATION | AUXILIARY | OTHER_AUXILIARY)) or token.text == "."

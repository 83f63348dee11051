"""From words to classes: which classes of the vocabulary a token belongs to, and what it stands for there.

Every combination of classes has a character of its own, so that a text becomes a string with one character a token and
a pattern over classes an ordinary regular expression over that string (see ``grammar``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from imvo_extract.rulebook.dates import Vocabulary

Value = int | float | str
# The letters of ISO 8601 durations.
LETTER_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIGHT = "-/,.:"
_BREAK = r"\n[ \t]*\n"
# Latin letters; a class of ranges is faster than the complement of all that is no letter.
_LETTER = "[a-zA-ZÀ-ɏ]"
DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "‐": "-", "’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})


class Lexicon:
    """The vocabulary, by word.

    :param vocabulary: of rules/dates.yaml.
    :param literals: words and marks that patterns name themselves.
    """

    def __init__(self, vocabulary: Vocabulary, literals: Iterable[str]) -> None:
        self.values: dict[str, dict[str, Value]] = {}
        self._lower_only: set[str] = set()
        self._special: set[str] = set()
        self._optional_stop: set[str] = set()
        self._unions = {union: frozenset(classes) for union, classes in vocabulary.unions.items()}
        self._ordinal_endings = vocabulary.ordinal_endings
        self._add_calendar(vocabulary)
        self._add_numbers(vocabulary)
        for words in vocabulary.words.values():
            self._check_words(words)
        for name, words in vocabulary.words.items():
            self._add(name, dict.fromkeys(words, 1))
        for word in literals:
            self._add(f"={word}", {word: 1})
        self.classes_of = lru_cache(maxsize=16384)(self._classes_of)
        self._codes = {code.lower(): name for name, codes in vocabulary.codes.items() for code in codes}
        self.token = self._token_pattern()
        self._months = frozenset(word for word, of in self.values.items() if "month" in of or "weekday" in of)

    def _token_pattern(self) -> re.Pattern[str]:
        """A token and the white space behind it; the commonest kinds come first."""
        special = "|".join(re.escape(word) for word in sorted(self._special, key=lambda word: (-len(word), word)))
        stops = "|".join(rf"(?<=\b{re.escape(word)})" for word in sorted(self._optional_stop))
        # A full stop goes with a word that may have one.
        stop = rf"(?:(?=\.)(?i:{stops})\.)?"
        codes = "".join(sorted({*self._codes, *map(str.upper, self._codes)}))
        kinds = (
            rf"{_LETTER}{{2,}}(?:[-']{_LETTER}+|-?[0-9]+)*{stop}",
            rf"[0-9]+(?:(?:{'|'.join(self._ordinal_endings)})(?!\w))?",
            r"'[0-9][0-9](?![0-9])",
            rf"(?i:(?<!\w)(?:{special})(?!\w))",
            rf"[{codes}][0-9]{{1,2}}(?!\w)",
            rf"{_LETTER}(?:[-']{_LETTER}+|-?[0-9]+)*{stop}",
            r"\S",
        )
        space = rf" *(?:(?:(?!{_BREAK})\s)+)?"
        return re.compile(rf"[a-z]{{2,}} (?=\S)|(?:{'|'.join(kinds)}){space}|{_BREAK}\s*")

    def tokens(self, text: str, lead: int) -> list[str]:
        """The tokens of a text, each with the white space behind it; they make up the text from offset ``lead`` on.

        A compound of months or weekdays ("mei-juni") is taken apart.
        """
        pieces: list[str] = self.token.findall(text, lead)
        return list(self._apart(pieces)) if "-" in text else pieces

    def _apart(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            if "-" in piece and len(piece) > 2 and piece.rstrip().lower() not in self.values:
                split = re.split("(-)", piece)
                ends = split[0].lower(), split[-1].rstrip().lower()
                if ends[0] in self._months or (ends[1] in self._months and len(split) == 3):
                    yield from split
                    continue
            yield piece

    def value(self, name: str, word: str) -> Value:
        """What a token stands for in a class: the month's number, the unit, the digits' number."""
        if word.isdecimal():
            return int(word[:9])
        of = self.values.get(word.lower())
        if of is not None:
            if name in of:
                return of[name]
            for member in sorted(self._unions.get(name, ())):
                if member in of:
                    return of[member]
        digits = re.sub(r"\D", "", word)
        return int(digits[:9]) if digits else 0

    def _add(self, name: str, words: dict[str, Value]) -> None:
        for entry, value in words.items():
            word = entry.lower()
            if word.endswith(".") and word.count(".") == 1 and len(word) > 1:
                word = word[:-1]
                self._optional_stop.add(word)
                self.values.setdefault(f"{word}.", {})[name] = value
            elif len(word) > 1 and re.search(r"[^\w-]|^-", word) and re.search(r"\w", word):
                self._special.add(word)
            self.values.setdefault(word, {})[name] = value

    def _check_words(self, words: Iterable[str]) -> None:
        for word in words:
            if " " in word:
                raise ValueError(f'"{word}" is more than one word; write it in a pattern')

    def _add_calendar(self, vocabulary: Vocabulary) -> None:
        for month, words in vocabulary.months.items():
            self._add("month", dict.fromkeys(words, month))
            self._add("other-month", dict.fromkeys(words, month))
            self._add("lower-month", {word: month for word in words if not word.endswith(".")})
        for weekday, words in vocabulary.weekdays.items():
            self._add("weekday", dict.fromkeys(words, weekday))
        for weekday, words in vocabulary.short_weekdays.items():
            for word in words:
                self._add("short-weekday", {word: weekday})
                self.values[f"{word.rstrip('.')}."]["dotted-weekday"] = weekday
        for season in vocabulary.seasons:
            self._add("season", dict.fromkeys(season.names, season.number))
            self._add("lower-season", dict.fromkeys(season.names, season.number))
        self._lower_only |= {"lower-month", "lower-season"}
        for name, units in (("one-unit", vocabulary.units), ("many-unit", vocabulary.plural_units)):
            for unit, words in units.items():
                for of in ("unit", f"{unit}-unit", name):
                    self._add(of, dict.fromkeys(words, unit))
        for part, words in vocabulary.parts.items():
            self._add("part", dict.fromkeys(words, part))
        for direction, words in vocabulary.directions.items():
            self._add("direction", dict.fromkeys(words, direction))
            self._add(direction, dict.fromkeys(words, direction))
        self._add("past-mark", dict.fromkeys(vocabulary.past_marks, -1))
        self._add("future-mark", dict.fromkeys(vocabulary.future_marks, 1))
        self._add("foreign-month", dict.fromkeys(vocabulary.foreign.months, 1))
        self.languages = vocabulary.foreign.languages
        for days, words in vocabulary.deictic.items():
            self._add("deictic", dict.fromkeys(words, days))

    def _add_numbers(self, vocabulary: Vocabulary) -> None:
        whole = {value: words for value, words in vocabulary.numbers.items() if value == int(value)}
        for value, words in vocabulary.numbers.items():
            name = "number-word" if value == int(value) else "half-word"
            self._add(name, dict.fromkeys(words, int(value) if value == int(value) else value))
        compounds: dict[str, Value] = {}
        for ten in range(20, 100, 10):
            for unit in range(1, 10):
                for unit_word in (whole.get(unit) or ("",))[-1:] if unit == 1 else whole.get(unit, ()):
                    for joiner in vocabulary.joiners:
                        for ten_word in whole.get(ten, ()):
                            compounds[f"{unit_word}{joiner}{ten_word}"] = ten + unit
        self._add("number-word", compounds)
        tens_words = {word: value for value, words in whole.items() if value >= 20 for word in words}
        for ending in vocabulary.ordinal_endings:
            self._add("ordinal", {f"{word}{ending}": value for word, value in {**tens_words, **compounds}.items()})
        for ordinal, words in vocabulary.ordinals.items():
            self._add("last" if ordinal < 0 else "ordinal", dict.fromkeys(words, ordinal))
        for tens, words in vocabulary.decades.items():
            self._add("decade-word", dict.fromkeys(words, tens))
        for times, words in vocabulary.times.items():
            self._add("times", dict.fromkeys(words, times))
        for value_text, words in vocabulary.recurring.items():
            self._add("recurring", dict.fromkeys(words, value_text))
        numbers = {word: of["number-word"] for word, of in self.values.items() if "number-word" in of}
        for name, endings in (("recurring", vocabulary.recurring_endings), ("length", vocabulary.length_endings)):
            for letter, words in endings.items():
                for ending in words:
                    self._add(f"{name}-ending", {ending: letter})
                    self._add(name, {f"{word}{ending}": f"P{value}{letter}" for word, value in numbers.items()})
        for reason, words in vocabulary.open.items():
            self._add("open", dict.fromkeys(words, reason))

    def _classes_of(self, word: str, tight: bool = False) -> frozenset[str]:
        """The classes of a token; ``tight`` is for a mark with no white space on either side."""
        if not word:
            return frozenset({"break"})
        lower = word.lower()
        found = set(self.values.get(lower, ()))
        if found and not (word.islower() or word == lower):
            found -= self._lower_only
        if "lower-month" in found:
            found.discard("other-month")
        if word[0].isdecimal() or (word[0] == "'" and len(word) == 3):
            found |= self._digit_classes(lower)
        elif not found:
            found |= self._other_classes(word)
        if tight and word in _TIGHT:
            found |= {f"{name}!" for name in found if name == f"={word}"}
        for union, members in self._unions.items():
            if found & members:
                found.add(union)
        return frozenset(found)

    def _other_classes(self, word: str) -> set[str]:
        code = re.fullmatch(r"([a-z])(\d{1,2})", word.lower())
        if code and code[1] in self._codes:
            return {f"{self._codes[code[1]]}-code", f"{code[1]}-code"}
        if word.isalpha() or "-" in word or "'" in word or any(char.isdecimal() for char in word):
            if word[0].islower():
                return {"word"}
            return {"name", "two-caps"} if re.fullmatch("[A-Z]{2}", word) else {"name"}
        return {"mark"}

    def _digit_classes(self, word: str) -> set[str]:
        if word[0] == "'":
            return {"short-year"}
        if not word.isdecimal():
            number = int(re.sub(r"\D", "", word)[:9])
            return {"ordinal"} | ({"ordinal-day"} if 1 <= number <= 31 else set())
        number, found = int(word[:9]), {"number"}
        if len(word) <= 2:
            found.add("minute" if len(word) == 2 and number < 60 else "small")
            if len(word) == 2:
                found.add("two-digits")
            for name, low, high in (("day", 1, 31), ("month-number", 1, 12), ("hour", 0, 24), ("week-number", 1, 99)):
                if low <= number <= high:
                    found.add(name)
                    if len(word) == 2:
                        found.add(f"padded-{name}")
                    if word[0] == "0":
                        found.add(f"zero-{name}")
        elif len(word) == 4 and word[0] != "0":
            if 1900 <= number <= 2099:
                found.add("year")
            elif 1000 <= number <= 2999:
                found.add("old-year")
        elif len(word) > 4:
            found.add("long-number")
        return found


def number_samples() -> Iterator[str]:
    """Digits of every sort, so that the alphabet of classes is complete."""
    yield from (str(number) for number in range(100))
    yield from (f"0{number}" for number in range(10))
    yield from ("000", "100", "0999", "1500", "1950", "2019", "2150", "3000", "12345", "'19", "7e", "45e")

"""Texts for tests: short, with one number and one day."""

TEXT = """Stand van zaken op {day} november {year}.

Convenant Verantwoord Goud:

 • {number} bedrijven hebben in mei 2019 het convenant ondertekend.
 • De eerste jaarrapportage is in juni {year} gepubliceerd.
"""


def letter(number, year=2019, day=4):
    """A text that says this number and speaks from this day."""
    return TEXT.format(number=number, year=year, day=day)

"""Where sentences end."""

import pytest

from imvo_extract.dutch.sentences import SentenceSplitter

SPLITTER = SentenceSplitter(["ca.", "jl.", "mr.", "dr.", "nr.", "d.m.v."])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Er zijn 93 merken. Zij tekenden.", 2),
        ("Er zijn ca. 93 merken. Zij tekenden.", 2),
        ("Op 15 juni jl. Is er vergaderd.", 1),
        ("Voorzitter is mr. dr. E. van Verzonnen. Hij begint morgen.", 2),
        ("Het totaal komt op 16. Dat is meer dan in 2019. Goed zo!", 3),
        ("Wie doet mee? Iedereen! (Bijna.) Echt.", 4),
        ("Zie nr. 331 van de Kamerstukken.", 1),
        ("Er waren 12.000 bedrijven en € 3.500 subsidie.", 1),
        ("De naam is A.B. Jansen en niet meer.", 1),
        ("toeleveringsketen.. Daarna volgde een rapport..", 2),
        ("één", 1),
        ("   ", 0),
    ],
)
def test_sentences(text, count):
    spans = list(SPLITTER.split(text))
    assert len(spans) == count
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")

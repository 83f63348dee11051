"""Tables in plain text: where their cells are."""

from hypothesis import given
from hypothesis import strategies as st

from imvo_extract.mentions.tables import read_tables

SPACED = """Stand van zaken

Naam            Telers   Velden
Bloemen en zo       57        4
Thee                 -       12

Daarna gewone tekst.
"""


def rows(table):
    return [[(cell.text, cell.column) for cell in row] for row in table.rows]


def test_columns_set_with_spaces():
    (table,) = read_tables(SPACED)
    assert [cell.text for cell in table.head] == ["Naam", "Telers", "Velden"]
    assert rows(table) == [
        [("Bloemen en zo", 0), ("57", 1), ("4", 2)],
        [("Thee", 0), ("-", 1), ("12", 2)],
    ]


def test_a_cell_that_is_not_there_leaves_the_others_in_their_columns():
    (table,) = read_tables(
        "Naam            Telers   Velden\nThee                         12\nRijst            3        4\n"
    )
    assert rows(table)[0] == [("Thee", 0), ("12", 2)]


def test_columns_set_with_bars():
    (table,) = read_tables("| Naam | Telers |\n|------|-------:|\n| Thee |   12   |\n| Rijst | |\n| Gerst | 9 |\n")
    assert rows(table) == [[("Thee", 0), ("12", 1)], [("Gerst", 0), ("9", 1)]]


def test_columns_set_with_tabs():
    (table,) = read_tables("Naam\tTelers\tVelden\r\nThee\t\t12\r\n")
    assert rows(table) == [[("Thee", 0), ("12", 2)]]


def test_cells_stand_where_they_say():
    for table in read_tables(SPACED):
        for cell in (*table.head, *(cell for row in table.rows for cell in row)):
            assert SPACED[cell.start : cell.end] == cell.text


def test_two_tables():
    assert len(read_tables(SPACED + "\n" + SPACED)) == 2


def test_the_head_of_a_cell():
    (table,) = read_tables(SPACED)
    assert table.head_of(table.rows[1][2]).text == "Velden"


def test_prose_is_no_table():
    assert read_tables("Er zijn 12 telers.\nZij hebben 40 velden.\n") == []


@given(st.text(alphabet="ab12 |\t\n-", max_size=120))
def test_any_text_can_be_read(raw):
    for table in read_tables(raw):
        for cell in (*table.head, *(cell for row in table.rows for cell in row)):
            assert raw[cell.start : cell.end] == cell.text

"""SQLite: sound, with keys, views and search; Datasette serves it."""

import json
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing

import pytest
from hypothesis import given

from imvo_extract.export.formats import export
from imvo_extract.export.views import VIEWS
from imvo_extract.tables.tables import tables

from .hostile import FEW, streams


def query(path, sql, *values):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def database(tmp_path_factory, golden):
    folder = tmp_path_factory.mktemp("sqlite") / "out"
    export(golden, folder, "sqlite")
    return folder / "imvo.db"


@FEW
@given(extractions=streams())
def test_what_went_in_comes_out_and_the_file_is_sound(extractions, went_in, tmp_path_factory):
    path = tmp_path_factory.mktemp("sqlite") / "out" / "imvo.db"
    export(extractions, path.parent, "sqlite")
    for name, rows in went_in(extractions).items():
        expected = [tuple(str(cell) if hasattr(cell, "isoformat") else cell for cell in row) for row in rows]
        assert query(path, f'select * from "{name}" order by rowid') == expected, name
    assert query(path, "pragma foreign_key_check") == []
    assert query(path, "pragma integrity_check") == [("ok",)]
    for view in VIEWS:
        query(path, f"select * from {view.name}")


def test_the_keys_are_those_of_the_tables(database):
    for one in tables():
        columns = query(database, f"pragma table_info({one.name})")
        assert tuple(row[1] for row in columns) == one.header
        assert tuple(row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]) == one.key
        # (id, place in the key, table, from, to, ...) for each column of each key
        keys = {}
        for ident, _, other, column, to, *_ in query(database, f"pragma foreign_key_list({one.name})"):
            keys.setdefault(ident, []).append((other, column, to))
        expected = [
            [(key.table, *pair) for pair in zip(key.columns, key.references, strict=True)] for key in one.foreign_keys
        ]
        assert sorted(keys.values()) == sorted(expected)


def test_a_reference_to_nothing_is_refused_where_keys_are_enforced(database):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("pragma foreign_keys = on")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("insert into event_dates values ('nergens', 'niets', 1, 'nooit')")


def test_who_takes_part(database, golden):
    found = query(database, "select document, id, role from who_takes_part")
    expected = [(one.document.id, party.id, party.role) for one in golden for party in one.parties]
    assert sorted(found, key=str) == sorted((row for row in expected if row[2] != "former"), key=str)


def test_what_was_counted_when(database, golden):
    found = query(database, "select id, value, as_of_earliest from what_was_counted_when")
    dates = {date.id: date.earliest for one in golden for date in one.dates}
    expected = [(count.id, count.value, dates.get(count.as_of)) for one in golden for count in one.counts]
    assert sorted(found, key=str) == sorted(((i, float(v), d) for i, v, d in expected), key=str)


@pytest.mark.parametrize(("view", "planned"), [("what_happened_when", False), ("what_is_planned", True)])
def test_events_with_all_their_dates(database, golden, view, planned):
    found = query(database, f"select id, date_value from {view}")
    values = {date.id: date.value for one in golden for date in one.dates}
    events = [event for one in golden for event in one.events if (event.status == "planned") == planned]
    expected = [(event.id, values.get(date)) for event in events for date in event.dates or (None,)]
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert expected


def test_quotes_are_searched_for_words_with_and_without_accents(tmp_path, golden):
    (first, *_) = golden
    party = first.parties[0].model_copy(update={"name": "Vereniging Één Bündnis"})
    one = first.model_copy(update={"parties": (party,), "events": ()})
    export([one], tmp_path / "out", "sqlite")
    search = "select id from parties join parties_fts on parties.rowid = parties_fts.rowid where parties_fts match ?"
    assert query(tmp_path / "out" / "imvo.db", search, "bundnis een") == [(party.id,)]
    assert query(tmp_path / "out" / "imvo.db", search, "niets") == []


def test_the_metadata_describes_every_table_and_view(database):
    metadata = json.loads((database.parent / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["license"]
    described = metadata["databases"]["imvo"]["tables"]
    assert set(described) == {one.name for one in tables()} | {view.name for view in VIEWS}
    for one in tables():
        assert tuple(described[one.name]["columns"]) == one.header
    assert all(entry["description"] for entry in described.values())


@pytest.fixture(scope="module")
def datasette(database):
    """Datasette on the file, on a free port of this machine; gives its address."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    metadata = database.parent / "metadata.json"
    command = [sys.executable, "-m", "datasette", str(database), "--metadata", str(metadata)]
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/-/versions.json").close()
                break
            except urllib.error.URLError:
                assert server.poll() is None, "Datasette has stopped"
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def get(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode("utf-8")


def test_datasette_answers_a_query(datasette, golden):
    sql = urllib.parse.urlencode({"sql": "select count(*) as n from what_was_counted_when", "_shape": "array"})
    assert json.loads(get(f"{datasette}/imvo.json?{sql}")) == [{"n": sum(len(one.counts) for one in golden)}]


def test_datasette_searches_and_shows_what_the_columns_mean(datasette, golden):
    count = next(count for one in golden for count in one.counts if count.of)
    search = urllib.parse.urlencode({"_search": f'"{count.of}"', "_shape": "array"})
    assert count.id in {row["id"] for row in json.loads(get(f"{datasette}/imvo/counts.json?{search}"))}
    assert "Id of the date at which the quantity held" in get(f"{datasette}/imvo/counts")

"""Raw files: decoded, hashed, with their metadata; or one clear line."""

import hashlib

import pytest

from imvo_extract.documents.decode import DocumentError, decode
from imvo_extract.documents.source import read_source


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfDag", b"Dag"])
def test_utf8_with_and_without_mark(data):
    assert decode(data, "x") == "Dag"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"Caf\xe9 x", "not UTF-8 (byte 0xe9 at offset 3)"),
        (b"\xef\xbb\xbfCaf\xe9", "not UTF-8 (byte 0xe9 at offset 6)"),
        (b"PK\x03\x04\x00\x00", "a NUL byte at offset 4"),
        ("Dag".encode("utf-16"), "NUL byte at offset 3"),
    ],
)
def test_what_is_no_utf8_text_is_told_with_its_offset(data, complaint):
    with pytest.raises(DocumentError) as caught:
        decode(data, "brief.txt")
    assert str(caught.value).startswith("brief.txt: ")
    assert complaint in str(caught.value)


def test_a_source_knows_its_bytes_and_metadata(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "stand-2020.txt").write_bytes(b"Dag\r\n")
    (raw / "stand-2020.meta.yaml").write_text("title: Stand\nreference_date: 2020-02\n")
    source = read_source(raw / "stand-2020.txt")
    assert (source.id, source.path, source.text) == ("stand-2020", "raw/stand-2020.txt", "Dag\r\n")
    assert source.sha256 == hashlib.sha256(b"Dag\r\n").hexdigest()
    assert (source.metadata.title, source.metadata.reference_date) == ("Stand", "2020-02")


def test_metadata_with_a_misspelt_key_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("Dag")
    (tmp_path / "a.meta.yaml").write_text("titel: Stand\n")
    with pytest.raises(DocumentError, match=r'a\.meta\.yaml:1: unknown key "titel"'):
        read_source(tmp_path / "a.txt")


def test_metadata_is_no_text(tmp_path):
    (tmp_path / "a.meta.yaml").write_text("title: Stand\n")
    with pytest.raises(DocumentError, match="name the text itself"):
        read_source(tmp_path / "a.meta.yaml")


def test_no_such_file_and_a_folder(tmp_path):
    with pytest.raises(DocumentError, match="no such file"):
        read_source(tmp_path / "weg.txt")
    with pytest.raises(DocumentError, match="folder"):
        read_source(tmp_path)

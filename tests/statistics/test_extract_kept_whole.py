"""An extract is either whole or refused: any byte, any moment at which the writing stops, any manifest."""

import contextlib
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import FirmgroundError, InputError, OutputError
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import ANSWERS, COLUMNS, SCHEMA, codes_of, read_extract, write_extract

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/reference/extract.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tables(freeport):
    return demo_year(freeport, year=2022, persons=40, seed=1)


@pytest.fixture(scope="module")
def kept(tables, freeport, tmp_path_factory):
    """An extract that every test leaves as it is."""
    return write_extract(tables, tmp_path_factory.mktemp("kept") / "extract", pack=freeport, year=2022, synthetic=True)


@pytest.fixture
def written(kept, tmp_path):
    """A copy of it that may be spoilt."""
    return Path(shutil.copytree(kept.folder, tmp_path / "copy"))


def write(tables, freeport, out):
    return write_extract(tables, out, pack=freeport, year=2022, synthetic=True)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_changed_bit_of_any_table_is_refused_and_the_file_named(kept, data):
    path = kept.path(data.draw(st.sampled_from(sorted(kept.tables))))
    before = path.read_bytes()
    place, bit = data.draw(st.integers(0, len(before) - 1)), data.draw(st.integers(0, 7))
    try:
        path.write_bytes(before[:place] + bytes([before[place] ^ (1 << bit)]) + before[place + 1 :])
        with pytest.raises(InputError, match=path.name):
            read_extract(kept.folder)
    finally:
        path.write_bytes(before)
    assert read_extract(kept.folder) == kept


@pytest.mark.parametrize("change", [lambda content: content[:-1], lambda content: content + b"\0", lambda content: b""])
def test_a_table_that_was_cut_or_lengthened_is_refused(written, change):
    for path in sorted(written.glob("*.parquet")):
        before = path.read_bytes()
        path.write_bytes(change(before))
        with pytest.raises(InputError, match=path.name):
            read_extract(written)
        path.write_bytes(before)


def test_two_tables_in_each_others_place_are_refused(written):
    first, second = written / "screenings.parquet", written / "decisions.parquet"
    first.rename(written / "aside")
    second.rename(first)
    (written / "aside").rename(second)
    with pytest.raises(InputError, match="differs from the digest"):
        read_extract(written)


def change_manifest(folder, **changes):
    path = folder / "extract.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


@pytest.mark.parametrize("changes", [{"schema": "firmground-extract-0"}, {"tables": []}, {"tables": None}, {"year": "soon"}])
def test_a_manifest_with_a_wrong_field_is_refused(written, changes):
    change_manifest(written, **changes)
    with pytest.raises(InputError, match=r"extract\.json"):
        read_extract(written)


@pytest.mark.parametrize("lacking", ["schema", "pack", "pack_digest", "year", "synthetic", "tables"])
def test_a_manifest_without_one_of_its_fields_is_refused(written, lacking):
    path = written / "extract.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest[lacking]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InputError, match=r"extract\.json"):
        read_extract(written)


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b"null", b"3", b'"extract"', b'{"tables": {"screenings": 3}}'])
def test_a_manifest_of_another_kind_is_refused(written, content):
    (written / "extract.json").write_bytes(content)
    with pytest.raises(InputError, match=r"extract\.json"):
        read_extract(written)


def test_a_manifest_nested_without_end_is_refused(written):
    (written / "extract.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError):
        read_extract(written)


@pytest.mark.parametrize("year", [0, -2022, 99_999])
def test_a_manifest_with_a_year_that_cannot_be_is_refused(written, year):
    change_manifest(written, year=year)
    with pytest.raises(InputError):
        read_extract(written)


@pytest.mark.parametrize("synthetic", [False, 0, "", None])
def test_a_synthetic_extract_that_says_it_is_real_is_refused(written, synthetic):
    change_manifest(written, synthetic=synthetic, label="")
    with pytest.raises(InputError):
        read_extract(written)


def test_a_manifest_with_a_word_for_synthetic_is_refused(written):
    change_manifest(written, synthetic="no")
    with pytest.raises(InputError):
        read_extract(written)


def test_a_letter_that_lies_in_an_earlier_synthetic_extract_is_not_deleted(written, tables, freeport):
    (written / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(OutputError, match="holds other files"):
        write(tables, freeport, written)
    assert (written / "letter.txt").read_text(encoding="utf-8") == "dear"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_disk_that_fills_up_after_some_tables_keeps_the_earlier_extract_whole(
    written, kept, tables, freeport, monkeypatch, times
):
    write_table, done = pq.write_table, []

    def filling_up(*arguments, **options):
        if len(done) == times:
            raise OSError(28, "No space left on device")
        done.append(write_table(*arguments, **options))

    monkeypatch.setattr(pq, "write_table", filling_up)
    with pytest.raises(OutputError, match="No space left"):
        write(tables, freeport, written)
    assert read_extract(written).tables == kept.tables
    assert [path.name for path in written.parent.iterdir()] == [written.name]


def test_a_manifest_that_cannot_be_written_leaves_nothing(tables, freeport, tmp_path, monkeypatch):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputError, match="No space left"):
        write(tables, freeport, tmp_path / "extract")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, MemoryError, SystemExit])
def test_whoever_stops_the_writing_leaves_nothing_behind(tables, freeport, tmp_path, monkeypatch, stopped):
    def stop(*arguments, **options):
        raise stopped

    monkeypatch.setattr(pq, "write_table", stop)
    with pytest.raises(stopped):
        write(tables, freeport, tmp_path / "extract")
    assert list(tmp_path.iterdir()) == []


def test_an_extract_that_cannot_be_put_in_place_leaves_the_earlier_one_there(written, kept, tables, freeport, monkeypatch):
    rename = Path.rename

    def refused(path, target):
        if path.suffix == ".part":
            raise OSError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OutputError, match="Permission denied"):
        write(tables, freeport, written)
    monkeypatch.undo()
    assert read_extract(written).tables == kept.tables


def test_a_new_folder_in_a_new_folder_is_made(tables, freeport, tmp_path):
    assert read_extract(write(tables, freeport, tmp_path / "of" / "many" / "extract").folder).synthetic


def test_a_folder_under_a_file_is_refused(tables, freeport, tmp_path):
    (tmp_path / "letter").write_text("dear", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write(tables, freeport, tmp_path / "letter" / "extract")
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]


def test_the_empty_folder_one_stands_in_is_used_or_refused_in_a_sentence(tables, freeport, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with contextlib.suppress(FirmgroundError):
        assert read_extract(write(tables, freeport, Path()).folder).synthetic


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_the_reference_documents_every_column(table):
    page = REFERENCE.partition(f"## `{table}.parquet`")[2].partition("\n## ")[0]
    named = {name.strip("` ") for row in page.splitlines() if row.startswith("| `") for name in row.split("|")[1].split(",")}
    assert named == set(COLUMNS[table])


def test_the_reference_documents_the_manifest(kept):
    page = REFERENCE.partition("## `extract.json`")[2].partition("\n## ")[0]
    manifest = json.loads((kept.folder / "extract.json").read_text(encoding="utf-8"))
    assert manifest["schema"] == SCHEMA
    assert [key for key in manifest if f"`{key}`" not in page] == []
    assert {name: each["rows"] for name, each in manifest["tables"].items()} == {
        name: pq.read_metadata(kept.path(name)).num_rows for name in kept.tables
    }


def test_every_file_says_in_itself_that_it_is_synthetic(kept):
    for name in kept.tables:
        assert pq.read_schema(kept.path(name)).metadata[b"firmground.synthetic"] == b"yes"
        assert pq.read_schema(kept.path(name)).metadata[b"firmground.schema"] == SCHEMA.encode()


def test_every_code_in_the_tables_is_one_that_the_pack_lists_or_not_known(kept, freeport):
    for table, columns in ((name, COLUMNS[name]) for name in kept.tables if name in COLUMNS):
        rows = pq.read_table(kept.path(table))
        for column, (kind, listed) in columns.items():
            if listed and kind != pa.string():
                assert set(rows[column].to_pylist()) <= {*codes_of(freeport, table, column), "not_known"}, column


def test_no_column_is_a_name_a_document_a_contact_or_free_text(kept):
    allowed = {name for columns in COLUMNS.values() for name in columns}
    for name in kept.tables:
        if not name.startswith(ANSWERS):
            assert set(pq.read_schema(kept.path(name)).names) <= allowed

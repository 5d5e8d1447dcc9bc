"""The digest of a pack stands for what it says: layout and comments do not count, every value does."""

import csv
import datetime
import io
import re
import shutil
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.packs.digest import part_digests, whole_digest
from firmground.packs.pack import read_pack, shipped_packs

PARTS = ("pack.toml", "instruments/quay_questions.toml", "text/en.toml", "figures/counts.toml", "codes/lists.csv", "sources.csv")


def written(value) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {written(member)}' for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(member) for member in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + re.sub(r'([\\"])', r"\\\1", value) + '"'
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def places(value, here=()):
    """The places of all the values inside a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from places(member, (*here, key)) if isinstance(member, dict | list) and member else [(*here, key)]


def another(value):
    """A value of the same kind that differs."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=1)
    if isinstance(value, int):
        return value + 1
    return value + "x" if isinstance(value, str) else "x"


def changed_at(value, place):
    """A copy with the value at a place replaced."""
    copy = dict(value) if isinstance(value, dict) else list(value)
    key, *rest = place
    copy[key] = changed_at(copy[key], rest) if rest else another(copy[key])
    return copy


def spoilt(path, draw):
    """The text of a file with one value changed."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        read = tomllib.loads(text)
        changed = changed_at(read, draw(st.sampled_from(sorted(places(read), key=str))))
        return "\n".join(f'"{key}" = {written(value)}' for key, value in changed.items())
    rows = list(csv.reader(io.StringIO(text)))
    row = draw(st.integers(1, len(rows) - 1))
    column = draw(st.integers(0, len(rows[0]) - 1))
    rows[row][column] += "x"
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue()


@pytest.fixture(scope="module")
def kept(tmp_path_factory, copy_to):
    """A copy that is never changed, to take the files from."""
    return copy_to(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory, copy_to):
    return copy_to(tmp_path_factory.mktemp("worked_on"))


@settings(max_examples=120, deadline=None)
@given(data=st.data(), name=st.sampled_from(PARTS))
def test_any_changed_value_changes_the_digest_of_its_part_only(kept, worked_on, data, name):
    before = part_digests(kept.folder)
    worked_on.path(name).write_text(spoilt(kept.path(name), data.draw), encoding="utf-8")
    after = part_digests(worked_on.folder)
    shutil.copy(kept.path(name), worked_on.path(name))
    assert {part for part in before if before[part] != after[part]} == {name}
    assert whole_digest(before, None) != whole_digest(after, None)


def test_the_same_data_in_another_layout_has_the_same_digest(kept, worked_on):
    for name in PARTS[:4]:
        read = tomllib.loads(kept.path(name).read_text(encoding="utf-8"))
        backwards = "\n\n".join(f'"{key}" =   {written(value)}  # {key}' for key, value in reversed(read.items()))
        worked_on.path(name).write_text("# Written again\r\n" + backwards, encoding="utf-8")
    assert part_digests(worked_on.folder) == part_digests(kept.folder)
    assert worked_on.read().digest == kept.read().digest


def test_columns_in_another_order_quotes_and_line_ends_do_not_count(kept, worked_on):
    rows = list(csv.DictReader(kept.path("sources.csv").read_text(encoding="utf-8").splitlines()))
    lines = ["where,key", *(f'"{row["where"]}","{row["key"]}"' for row in rows)]
    worked_on.path("sources.csv").write_text("\r\n".join(lines), encoding="utf-8", newline="")
    assert part_digests(worked_on.folder)["sources.csv"] == part_digests(kept.folder)["sources.csv"]


def test_rows_in_another_order_do_count(freeport):
    before = freeport.read().parts["sources.csv"]
    heading, *rows = freeport.path("sources.csv").read_text(encoding="utf-8").splitlines()
    freeport.path("sources.csv").write_text("\n".join([heading, *reversed(rows)]), encoding="utf-8")
    assert freeport.read().parts["sources.csv"] != before


def test_the_words_about_sources_for_people_do_not_count(freeport):
    before = freeport.read().digest
    freeport.add("SOURCES.md", "\nOne more remark.\n")
    assert freeport.read().digest == before


def test_a_new_file_changes_the_digest_of_the_whole_but_of_no_other_part(freeport):
    before = freeport.read()
    freeport.add("codes/more.csv", "list,code,from,to,source,confidence,note\npets,cat,,,GAZETTE,primary,\n")
    after = freeport.read()
    assert after.digest != before.digest
    assert {name: after.parts[name] for name in before.parts} == before.parts


def test_a_change_in_the_extended_pack_changes_the_digest(tmp_path, copy_to):
    ours, extended = copy_to(tmp_path), copy_to(tmp_path, "international")
    before = ours.read()
    extended.change("text/en.toml", 'yes = "', 'yes = "Oh ')
    after = ours.read()
    assert after.digest != before.digest
    assert after.parts == before.parts


@pytest.mark.parametrize("name", shipped_packs())
def test_a_pack_read_twice_has_one_digest(name):
    first, second = read_pack(name), read_pack(name)
    assert first.digest == second.digest
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", first.digest)
    assert len(set(first.parts.values())) == len(first.parts)

"""Shared by the tests of commands: run one in this process, and a small invented year to run it on."""

import datetime

import pytest

from firmground.cli.linkage import generate_command, propose_command
from firmground.cli.linkage_codes import encode_command, key_command
from firmground.evidence.files import write_statement
from firmground.evidence.publication import publication_of
from firmground.evidence.signature import new_key
from firmground.evidence.statement import compose
from firmground.screening.demo_year import demo_year
from firmground.screening.instrument import find_instrument
from firmground.statistics.extract import write_extract


@pytest.fixture
def command(firmground):
    """The command line, under a name that leaves ``firmground`` to the package."""
    return firmground


@pytest.fixture(scope="session")
def small_year(freeport, tmp_path_factory):
    """A folder with the extract and the statement of sixty invented people in the fictional territory."""
    folder = tmp_path_factory.mktemp("small_year")
    tables = demo_year(freeport, year=2022, persons=60, seed=1)
    extract = write_extract(tables, folder / "extract", pack=freeport, year=2022, synthetic=True)
    write_statement(compose(freeport, extract, 2022, "en"), folder / "statement")
    statement = compose(freeport, extract, 2022, "en")
    readers = tuple((name, "", datetime.date(2023, 8, 1)) for name in ("Ada Quay", "Ben Reef"))
    write_statement(statement, folder / "reviewed", publication_of(statement.to_json(), readers))
    (folder / "key.pem").write_bytes(new_key(bytes(32))[0])
    (folder / "answers.json").write_text('{"in_danger_now": "no", "age": 30}', encoding="utf-8")
    (folder / "counts.csv").write_text("sex,count\nfemale,30\nmale,3\nother,9\nTotal,42\n", encoding="utf-8")
    (folder / "protected.csv").write_text("sex,count\nfemale,30\nmale,[c]\nother,[c]\nTotal,42\n", encoding="utf-8")
    lists = "police,shelter,office,people\n1,0,0,900\n0,1,0,800\n1,1,0,120\n0,0,1,700\n1,0,1,110\n0,1,1,90\n1,1,1,30\n"
    (folder / "lists.csv").write_text(lists, encoding="utf-8")
    audit = '{"links": {"checked": 200, "found": 198}, "known_pairs": {"checked": 200, "found": 150}}'
    (folder / "audit.json").write_text(audit, encoding="utf-8")
    _write_linkage(folder)
    asked = find_instrument(freeport, "quay_questions", datetime.date(2022, 8, 1)).definition.questions
    for name, first in (("rows.csv", "yes"), ("spoilt.csv", "perhaps")):
        rows = [{"in_danger_now": first, "age": "30"}, {"in_danger_now": "no", "age": "19"}]
        lines = [",".join(row.get(question.id, "") for question in asked) for row in rows]
        text = "\n".join([",".join(question.id for question in asked), *lines, ""])
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _write_linkage(folder):
    """Made-up entries of lists, the pairs that are proposed among them, a key, and the codes made with it."""
    entries, pairs, key = (folder / name for name in ("entries.csv", "pairs.csv", "exchange.key"))
    generate_command(out=entries, persons=800, seed=1, groups="cantonese,filipino")
    propose_command(files=[entries], out=pairs)
    key_command(out=key)
    encode_command(files=[entries], key=key, out=folder / "codes.csv")

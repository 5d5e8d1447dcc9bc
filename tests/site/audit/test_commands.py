"""The ledger is sealed, exported and verified by commands, and what was tampered with is named."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from firmground.ledger.export import verify_export
from firmground.ledger.seal import seal_from_text
from firmground_site.audit import triggers
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry

pytestmark = pytest.mark.django_db


def run(*command: Any, capsys: Any) -> tuple[int, str]:
    try:
        call_command(*map(str, command))
        code = 0
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, capsys.readouterr().out


def tamper(*statements: str) -> None:
    triggers.remove(connection)
    with writing("test"), connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


@pytest.fixture
def ledger(doing: SimpleNamespace) -> None:
    for number in range(1, 6):
        doing.note(subject=f"person:{number}", content={"words": "said"}, by=doing.by)
    doing.erase(reason="Due.", what={"subjects": ["person:2"]}, by=doing.by)


def test_a_ledger_that_nobody_touched_holds(ledger: None, capsys: Any, tmp_path: Path) -> None:
    seal = tmp_path / "seal.txt"
    seal.write_text(run("seal_ledger", capsys=capsys)[1])
    code, said = run("verify_ledger", "--seal", seal, capsys=capsys)
    assert (code, said.splitlines()) == (
        0,
        ["ledger: 1 entries, 0 erased, holds", "z_test: 6 entries, 1 erased, holds", "Compared with 2 seals."],
    )
    code, said = run("verify_ledger", "--json", "--without-contents", capsys=capsys)
    assert json.loads(said)["streams"]["z_test"]["erased"] == 1
    assert code == 0


TAMPERED = [
    ("UPDATE audit_entry SET actor = 'system:other' WHERE number = 3", 3, "wrong digest"),
    ("DELETE FROM audit_content WHERE entry_id = (SELECT id FROM audit_entry WHERE number = 3)", 3, "content absent"),
    ("UPDATE audit_stream SET number = 4, digest = (SELECT digest FROM audit_entry WHERE number = 4)", 5, "replaced"),
    ("UPDATE audit_stream SET number = 7", 7, "cut"),
    ("UPDATE audit_erasure SET by = ''", 2, "content differs"),
    ("UPDATE audit_erasure SET entry_id = (SELECT id FROM audit_entry WHERE number = 3)", 2, "content absent"),
]


@pytest.mark.parametrize(("sql", "number", "kind"), TAMPERED)
def test_what_was_tampered_with_is_named(sql: str, number: int, kind: str, ledger: None, capsys: Any) -> None:
    tamper(sql)
    code, said = run("verify_ledger", "--json", capsys=capsys)
    assert code == 1
    assert [(each["number"], each["kind"]) for each in json.loads(said)["faults"]] == [(number, kind)]


def test_a_content_that_was_swapped_or_broken_is_named(ledger: None, capsys: Any) -> None:
    entry = Entry.objects.get(number=3)
    with writing("test"):
        Content.objects.filter(entry=entry).update(value=Content.objects.filter(entry__number=4).values("value"))
    code, said = run("verify_ledger", capsys=capsys)
    assert (code, "entry 3 has a content that its digest is not of" in said) == (1, True)
    assert run("verify_ledger", "--without-contents", capsys=capsys)[0] == 0


def test_a_ledger_that_was_cut_contradicts_its_seal(ledger: None, capsys: Any, tmp_path: Path) -> None:
    seal = tmp_path / "seal.txt"
    seal.write_text(run("seal_ledger", capsys=capsys)[1])
    tamper(
        "DELETE FROM audit_seal",
        "DELETE FROM audit_content WHERE entry_id IN (SELECT id FROM audit_entry WHERE number > 4)",
        "DELETE FROM audit_entry WHERE number > 4",
        "UPDATE audit_stream SET number = 4, digest = (SELECT digest FROM audit_entry WHERE number = 4) WHERE name = 'z_test'",
    )
    assert run("verify_ledger", capsys=capsys)[0] == 0
    code, said = run("verify_ledger", "--seal", seal, capsys=capsys)
    assert (code, "z_test: entry 6 was sealed" in said) == (1, True)


def test_a_wrong_seal_and_an_empty_ledger_are_said_so(capsys: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing to seal"):
        call_command("seal_ledger")
    (tmp_path / "seal.txt").write_text("firmground ledger seal 1")
    with pytest.raises(CommandError, match=r"seal\.txt cannot be read as a seal"):
        call_command("verify_ledger", "--seal", str(tmp_path / "seal.txt"))


@pytest.mark.parametrize("name", ["ledger.jsonl", "ledger.jsonl.gz"])
def test_an_export_holds_elsewhere_and_has_no_content(name: str, ledger: None, capsys: Any, tmp_path: Path) -> None:
    seal = seal_from_text(run("seal_ledger", capsys=capsys)[1])
    run("export_ledger", tmp_path / name, capsys=capsys)
    examined = verify_export(tmp_path / name, [seal])
    assert examined.holds
    assert {stream: (chain.count, chain.erased) for stream, chain in examined.chains.items()} == {
        "ledger": (1, 0),
        "z_test": (6, 1),
    }
    if name.endswith("l"):
        assert "said" not in (tmp_path / name).read_text()
    assert Entry.objects.latest("id").kind == "ledger:exported"


def test_an_export_that_cannot_be_written_says_so(ledger: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_ledger", str(tmp_path / "absent/x.jsonl"))


def test_entries_written_during_a_verification_are_no_fault(ledger: None, doing: SimpleNamespace) -> None:
    from firmground_site.audit.exporting import current_heads, verify_stream

    heads = current_heads()
    doing.note(subject="later", by=doing.by)
    assert all(verify_stream(head).holds for head in heads)


def test_every_stream_holds_after_many_pages_of_entries(
    doing: SimpleNamespace, chains_hold: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmground_site.audit.exporting.CHUNK", 3)
    for number in range(8):
        doing.note(subject=f"x:{number}", by=doing.by)
    assert chains_hold() == 8

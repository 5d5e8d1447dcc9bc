"""A backup made while officers record can be restored with the commands of the page: whole, with all that was acknowledged."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases.private_postgresql import programs
from databases.screenings import environment
from databases.serving import ROOT, manage
from django.db import connection

PAGE = ROOT / "docs/how-to/back-up-and-restore.md"
TITLES = {"sqlite": "## SQLite", "postgresql": "## PostgreSQL"}
LOOK = """
import json
from databases.screenings import faults
from firmground_site.screening.models import Person, Screening
ids = [str(each) for each in Screening.objects.values_list("pk", flat=True)]
named = all(each.name.startswith("Person ") for each in Person.objects.all())
print(json.dumps({"faults": faults(), "ids": ids, "named": named}))
"""


def commands_for(what: str, title: str) -> str:
    """The commands of a block of the page that begins with a comment saying what they do."""
    section = PAGE.read_text(encoding="utf-8").partition(title)[2]
    block = re.search(rf"```sh\n# {what}\b[^\n]*\n(.*?)```", section, flags=re.DOTALL)
    assert block, f"{title} does not say how to {what}"
    return block[1].replace("  # not run here", "").replace(".venv/bin/python", sys.executable)


def do(what: str, title: str, variables: dict[str, str]) -> None:
    path = f"{programs() or ''}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-euc", commands_for(what, title)],
        cwd=ROOT,
        env=variables | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def officers(own_database: str) -> Iterator[subprocess.Popen[str]]:
    """Somebody who records screenings all the time, and prints the id of each that was acknowledged."""
    command = [sys.executable, "-P", Path(__file__).with_name("screenings.py")]
    with subprocess.Popen(command, env=environment(own_database), stdin=-1, stdout=-1, text=True) as process:
        yield process
        process.stdin.close()


def acknowledged(officers: subprocess.Popen[str], count: int) -> list[str]:
    return [officers.stdout.readline().strip() for _ in range(count)]


@pytest.mark.slow
def test_a_backup_under_load_is_restored_whole(
    own_database: str, another_database: str, officers: subprocess.Popen[str], tmp_path: Path
) -> None:
    before = acknowledged(officers, 20)
    title, copy = TITLES[connection.vendor], str(tmp_path / "copy")
    old, new = (environment(address) | {"COPY": copy, "SITE": address[10:]} for address in (own_database, another_database))

    do("back up", title, old)
    acknowledged(officers, 20)
    do("restore", title, new)
    do("verify", "## After restoring", new)

    looked = manage(new, "shell", "--no-imports", "--command", LOOK)
    assert looked.returncode == 0, looked.stderr
    found = json.loads(looked.stdout)
    assert found["faults"] == []
    assert found["named"]
    assert set(before) <= set(found["ids"])


@pytest.mark.slow
def test_a_restored_ledger_that_was_changed_is_noticed(own_database: str, officers: subprocess.Popen[str]) -> None:
    acknowledged(officers, 3)
    officers.communicate("")
    change = (
        "from django.db import connection; from firmground_site.audit import triggers, guard\nwith guard.writing('a trial'):\n"
    )
    change += (
        "  triggers.remove(connection); connection.cursor().execute(\"UPDATE audit_entry SET actor = 'member:x' WHERE id = 2\")"
    )
    done = manage(environment(own_database), "shell", "--no-imports", "--command", change)
    assert done.returncode == 0, done.stderr
    assert manage(environment(own_database), "verify_ledger").returncode == 1

"""Recording screenings through the site's action, against bare durable INSERTs of as many bytes on the same kind of database."""

import os
import secrets
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

import dj_database_url

from bench.measuring import Prepare, Run

TESTS = Path(__file__).parents[1] / "tests/site"
BYTES = 1_500  # about what the answers, the person and the result of one screening take
TABLE = "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, kept TEXT NOT NULL)"


def in_earnest(database_url: str) -> dict[str, str]:
    """The variables of a site in earnest, with keys made for this run. The demonstration would log every statement."""
    keys = {name: b64encode(os.urandom(32)).decode() for name in ("SEALING_KEYS", "INDEX_KEY", "PSEUDONYM_KEY")}
    where = {
        "DATABASE_URL": database_url,
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "BEHIND_PROXY": "yes",
        "LOG_LEVEL": "CRITICAL",
    }
    settings = {"SECRET_KEY": secrets.token_urlsafe(64), "DJANGO_SETTINGS_MODULE": "firmground_site.settings"}
    return keys | where | settings | {"PYTHONPATH": f"{TESTS.parents[1]}{os.pathsep}{TESTS}"}


def recording(count: int) -> Run:
    """Record so many screenings one after another: sealed, in the ledger, each in a transaction of its own."""
    from databases.screenings import officer, record_one, set_up

    set_up()
    by = officer()

    def run() -> None:
        for number in range(count):
            record_one(number, by)

    return run


def inserting(count: int) -> Run:
    """So many bare INSERTs, each durable before the next: on SQLite with the same journal, on PostgreSQL as it is shipped."""
    url = os.environ["DATABASE_URL"]
    connect = _sqlite if url.startswith("sqlite") else _postgresql
    execute = connect(url)

    def run() -> None:
        for _ in range(count):
            execute()

    return run


def _sqlite(url: str) -> Run:
    import sqlite3

    path = Path(dj_database_url.parse(url)["NAME"]).with_name("bare.sqlite3")
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(TABLE)
    return lambda: connection.execute("INSERT INTO bare (kept) VALUES (?)", ["x" * BYTES])


def _postgresql(url: str) -> Run:
    import psycopg

    connection = psycopg.connect(url, autocommit=True)
    connection.execute(TABLE.replace("INTEGER", "SERIAL"))
    return lambda: connection.execute("INSERT INTO bare (kept) VALUES (%s)", ["x" * BYTES])


CONTENDERS: Mapping[str, Prepare] = {"recording": recording, "inserting": inserting}

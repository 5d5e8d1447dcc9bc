"""Databases and processes of their own, for what a test inside one transaction cannot show."""

import contextlib
import os
import secrets
import time
import uuid
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from databases.serving import PATIENCE, Serving, collect_static, serve
from django.db import connection
from psycopg.sql import SQL, Identifier

OF_THE_SITE = (
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DEMO",
    "DEBUG",
    "PACK",
    "SECRET_KEY",
    "SEALING_KEYS",
    "INDEX_KEY",
    "PSEUDONYM_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
)

COLLECTED: list[bool] = []


@pytest.fixture
def own_database(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, on the kind of server that the tests run on."""
    yield from _empty_database(tmp_path / "own.sqlite3")


@pytest.fixture
def another_database(tmp_path: Path) -> Iterator[str]:
    """The address of another empty database there."""
    yield from _empty_database(tmp_path / "another.sqlite3")


def _empty_database(path: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{path}"
        return
    given, name = os.environ["DATABASE_URL"], f"own_{uuid.uuid4().hex}"
    with _maintenance(given) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    yield f"{given.rpartition('/')[0]}/{name}"
    with _maintenance(given) as server:
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture
def database_away(own_database: str) -> Callable[[], contextlib.AbstractContextManager[None]]:
    """Take the own database away for as long as a block runs: its file, or the permission to connect to it."""
    return lambda: (_file_away if connection.vendor == "sqlite" else _connections_refused)(own_database)


@contextlib.contextmanager
def _file_away(address: str) -> Iterator[None]:
    file = Path(address.removeprefix("sqlite:///"))
    until = time.monotonic() + PATIENCE
    while any(Path(f"{file}{ending}").exists() for ending in ("-wal", "-shm")):
        assert time.monotonic() < until, "a process keeps the file open between requests"
        time.sleep(0.05)
    away = file.rename(file.with_name("away"))
    file.mkdir()  # so that SQLite cannot make a new one there
    yield
    file.rmdir()
    away.rename(file)


@contextlib.contextmanager
def _connections_refused(address: str) -> Iterator[None]:
    name = address.rpartition("/")[2]
    with _maintenance(os.environ["DATABASE_URL"]) as server:
        allow = SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}")
        server.execute(allow.format(Identifier(name), SQL("false")))
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        server.execute(allow.format(Identifier(name), SQL("true")))


@contextlib.contextmanager
def _maintenance(address: str) -> Iterator[psycopg.Connection]:
    with contextlib.closing(psycopg.connect(address, autocommit=True)) as server:
        yield server


@pytest.fixture
def in_earnest(tmp_path: Path, own_database: str) -> dict[str, str]:
    """The variables of a site in earnest: secrets in files, no demonstration, behind a proxy that speaks HTTPS."""
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in OF_THE_SITE}
    secret = {name: b64encode(os.urandom(32)).decode() for name in ("SEALING_KEYS", "INDEX_KEY", "PSEUDONYM_KEY")}
    secret |= {"SECRET_KEY": secrets.token_urlsafe(64), "DATABASE_URL": own_database}
    for name, value in secret.items():
        (tmp_path / name).write_text(f"{value}\n", encoding="utf-8")
    files = {f"{name}_FILE": str(tmp_path / name) for name in secret}
    return (
        kept | files | {"ALLOWED_HOSTS": "127.0.0.1", "BEHIND_PROXY": "yes", "DJANGO_SETTINGS_MODULE": "firmground_site.settings"}
    )


@pytest.fixture
def served(in_earnest: dict[str, str], tmp_path: Path) -> Iterator[Callable[[], Serving]]:
    """Serve a site in earnest with gunicorn, as docs/how-to/run-the-site.md says; stopped at the end of the test."""
    started: list[Serving] = []

    def start() -> Serving:
        if not COLLECTED:  # the same for every site, so once in a run
            collect_static(in_earnest)
            COLLECTED.append(True)
        started.append(serve(in_earnest, tmp_path))
        return started[-1]

    yield start
    for each in started:
        each.stop()

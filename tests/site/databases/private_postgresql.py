"""Runs a command, or a block of Python, with a PostgreSQL of its own, which is gone afterwards.

The server listens only on a socket inside a folder that nobody else may enter, so there is no port to collide on and no
password to choose. It never runs as root: where root starts it, another user runs it. As a program it takes a command, which
finds the database in DATABASE_URL, and ends as the command ends; 69 says that the programs of PostgreSQL are not here.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

NOT_HERE = 69  # as sysexits.h names it: a service is unavailable
PATIENCE = 60  # seconds to start, and to stop
OWNER = "firmground"
SMALL = {"shared_buffers": "32MB", "max_connections": "60", "listen_addresses": "", "log_min_messages": "fatal"}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NotStarted(Exception):
    """PostgreSQL is here but did not start; the message holds what it said."""


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, the newest version first, or ``None``."""
    in_path = shutil.which("initdb")
    usual = sorted(
        [*Path("/usr").glob("lib/postgresql/*/bin"), *Path("/usr").glob("local/pgsql*/bin")], key=_version, reverse=True
    )
    brewed = [*Path("/usr").glob("local/opt/postgresql*/bin"), *Path("/opt").glob("homebrew/opt/postgresql*/bin")]
    folders = [*([Path(in_path).resolve().parent] if in_path else []), *usual, *brewed]
    return next((each for each in folders if (each / "initdb").exists() and (each / "postgres").exists()), None)


@contextlib.contextmanager
def private_postgresql(folder_of_programs: Path, *, durable: bool = False) -> Iterator[str]:
    """Start a server, give the address of its empty database, stop the server and remove everything.

    ``durable`` keeps ``fsync`` on, for measurements and for tests that kill; otherwise what is acknowledged may be lost.
    """
    runs_as = _another_user()
    folder = Path(tempfile.mkdtemp(prefix="firmground-postgresql-"))
    try:
        if runs_as:
            os.chown(folder, runs_as.pw_uid, runs_as.pw_gid)
        _make_cluster(folder_of_programs, folder, runs_as)
        server = _start(folder_of_programs, folder, runs_as, SMALL if durable else SMALL | FORGETFUL)
        try:
            _wait_until_it_answers(server, folder)
            yield f"postgres://{OWNER}@{quote(str(folder), safe='')}/postgres"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())


def _another_user() -> pwd.struct_passwd | None:
    """Whom the server runs as when this is root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _as(user: pwd.struct_passwd | None) -> dict[str, object]:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _make_cluster(found: Path, folder: Path, user: pwd.struct_passwd | None) -> None:
    command = [found / "initdb", "-D", folder / "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **_as(user))
    if made.returncode:
        raise NotStarted(f"initdb failed:\n{made.stdout}{made.stderr}")


def _start(found: Path, folder: Path, user: pwd.struct_passwd | None, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [found / "postgres", "-D", folder / "data", "-k", folder, *options]
    with (folder / "log").open("wb") as log:
        # A group of its own, so that Ctrl-C reaches the command first and the server is stopped after it.
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, process_group=0, **_as(user))


def _wait_until_it_answers(server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user=OWNER, dbname="postgres").close()
            return
        time.sleep(0.05)
    raise NotStarted(f"postgres did not start:\n{(folder / 'log').read_text(encoding='utf-8', errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # which ends connections and stops at once, but in order
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def run_with(address: str, command: list[str]) -> int:
    """Run a command with the database in DATABASE_URL. A signal to end is passed on; Ctrl-C reaches it by itself."""
    child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": address})
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    signal.signal(signal.SIGINT, lambda *_: None)
    code = child.wait()
    return 128 - code if code < 0 else code


def main(command: list[str]) -> int:
    """Run the command, or say why it cannot be."""
    found = programs()
    if found is None:
        sys.stderr.write("PostgreSQL was not found (initdb and postgres, in PATH or where systems put them).\n")
        return NOT_HERE
    # Until the command runs, an end asked for must still stop the server and remove its folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with private_postgresql(found) as address:
        return run_with(address, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

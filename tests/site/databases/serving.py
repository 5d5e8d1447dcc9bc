"""Serves the site with gunicorn in processes of its own, for tests and measurements of what is served."""

import contextlib
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from forked import command_for

ROOT = Path(__file__).parents[3]
PATIENCE = 180  # seconds, on a busy machine; usually two are enough
THROUGH_PROXY = {"X-Forwarded-Proto": "https", "Accept-Encoding": "br, gzip"}

FIRST: list[bytes] = []  # a database in which nothing was done yet

PART = re.compile(r"<(?:link|script|img)\b[^>]*?\s(?:href|src)=\"(/static/[^\"#?]+)")
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?["']([./][^"']+)["']""")

SESSIONS = """
import json
from allauth.mfa.models import Authenticator
from django.test import Client
from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
told = []
for number in range({officers}):
    with writing("officers of a measurement"):
        who = Member.objects.create(email=f"o{{number}}@load.example", name="O", role="identification_officer", agency="immd")
        Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={{"secret": "none"}})
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    told.append(client.cookies["sessionid"].value)
print(json.dumps(told))
"""


def options_in_script() -> list[str]:
    """How script/run starts gunicorn, so that what is tested and measured is what is run."""
    script = (ROOT / "script/run").read_text(encoding="utf-8")
    words = script.partition("exec gunicorn firmground_site.wsgi")[2].replace("\\\n", " ").split()
    return [word for place, word in enumerate(words) if "--bind" not in words[max(0, place - 1) : place + 1]]


def manage(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of the site's commands."""
    command = [*command_for("manage.py"), *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def make_tables(environment: Mapping[str, str]) -> None:
    """Migrate an empty database. One in a file is a copy of the first that was made so, which has the same tables."""
    address = environment.get("DATABASE_URL") or Path(environment["DATABASE_URL_FILE"]).read_text(encoding="utf-8").strip()
    file = Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:///") else None
    if file is not None and FIRST and not file.exists():
        file.write_bytes(FIRST[0])
        return
    done = manage(environment, "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    if file is not None and not FIRST:
        FIRST.append(file.read_bytes())


def collect_static(environment: Mapping[str, str]) -> None:
    """Put the static files in place under the names that hold their digests."""
    done = manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
    assert done.returncode == 0, done.stderr


@dataclass
class Serving:
    """A site that is being served, and the gunicorn that serves it."""

    port: int
    gunicorn: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and the bytes of the body as they came over the wire."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", path, headers=THROUGH_PROXY | headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def processes(self) -> Iterator[int]:
        """The ids of gunicorn and its workers."""
        yield self.gunicorn.pid
        children = Path(f"/proc/{self.gunicorn.pid}/task/{self.gunicorn.pid}/children")
        yield from map(int, children.read_text(encoding="utf-8").split())

    def megabytes(self) -> float:
        """The memory of all of them, what they share counted once (the kernel's proportional set size)."""
        rolled = (Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8") for pid in self.processes())
        return sum(int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1]) for text in rolled) / 1024

    def stop(self) -> int:
        """Ask it to end in order, and the code it ends with."""
        if self.gunicorn.poll() is None:
            self.gunicorn.send_signal(signal.SIGTERM)
        try:
            return self.gunicorn.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.gunicorn.kill()
            raise


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(environment: Mapping[str, str], folder: Path) -> Serving:
    """Bring the database up to date, start gunicorn as script/run does, and wait until it answers; its log goes to ``folder``."""
    make_tables(environment)
    port = free_port()
    log = folder / f"gunicorn-{port}.log"
    command = [
        sys.executable,
        "-P",
        "-m",
        "gunicorn",
        "firmground_site.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        *options_in_script(),
    ]
    with log.open("wb") as out:
        serving = Serving(port, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out), log)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and serving.gunicorn.poll() is None:
        with contextlib.suppress(OSError):
            serving.get("/health")
            return serving
        time.sleep(0.05)
    serving.stop()
    raise AssertionError(f"gunicorn did not serve:\n{log.read_text(encoding='utf-8')}")


def parts_of(page: bytes) -> list[str]:
    """The files that a page names, each once."""
    return list(dict.fromkeys(PART.findall(page.decode())))


def on_the_wire(site: Serving, path: str, **headers: str) -> dict[str, int]:
    """The compressed bytes of a page, and of each of the files it needs, with those that its scripts import."""
    sizes: dict[str, int] = {}
    waiting = [path]
    while waiting:
        each = waiting.pop()
        status, _, compressed = site.get(each, **headers)
        assert status == 200, f"{each} answers {status}"
        sizes[each] = len(compressed)
        _, _, plain = site.get(each, **{"Accept-Encoding": "identity"}, **headers)
        needed = IMPORTED.findall(plain.decode()) if each.endswith(("js", "mjs")) else parts_of(plain) if each == path else []
        waiting += {urljoin(each, name) for name in needed} - sizes.keys() - set(waiting)
    return sizes


def sessions(environment: Mapping[str, str], officers: int) -> list[str]:
    """A session for each of so many officers with a second factor, as the cookie ``sessionid`` carries it."""
    made = manage(environment, "shell", "--no-imports", "--command", SESSIONS.format(officers=officers))
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)

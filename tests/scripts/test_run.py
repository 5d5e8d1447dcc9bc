"""The main job, as somebody who has just cloned the repository does it."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OF_THE_DEMONSTRATION = {  # as script/run sets it
    "DEMO": "1",
    "DATABASE_URL": "sqlite:///build/demo/site.sqlite3",
    "FROZEN_EXTRACTS": "build/demo/frozen-extracts",
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["script/run", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


@pytest.mark.slow
@pytest.mark.node
def test_one_command_does_the_main_job_and_serves_the_site() -> None:
    shown, said = served()
    _, found, ending = shown.partition("7/15")
    assert found, shown
    assert "0.040 %" in ending
    assert "82 provisions in force on 2019-12-31" in ending
    assert "14 new and 20 ongoing measures" in ending
    assert "The two statements say the same" in ending
    report = next(line for line in ending.splitlines() if line.startswith("The statement: ")).removeprefix("The statement: ")
    assert (ROOT / report).is_file()
    assert "supervisor@demo.example" in ending.partition("15/15")[2]
    assert said == b"well\n"
    assert [command for command in on_the_site(shown) if done_again(command) != 0] == []


def on_the_site(shown: str) -> list[str]:
    """The commands that write what is kept from one run to the next: the site, its year, and the statement on it."""
    found = re.findall(r"^1[0-3]/15 .*\n +\$ (.+)$", shown, flags=re.MULTILINE)
    assert len(found) == 4, shown
    return found


def done_again(command: str) -> int:
    """How a command ends that is run once more on the same site, as a second script/run does."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | OF_THE_DEMONSTRATION
    environment["PATH"] = f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(shlex.split(command), cwd=ROOT, env=environment, capture_output=True, check=False).returncode


def served() -> tuple[str, bytes]:
    """What the script prints, and what /health says of the site that it serves, which Ctrl-C then stops in order."""
    port = free_port()
    command = ["script/run", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=-1, stderr=-2, text=True, start_new_session=True) as script:
        shown = ""
        try:
            for line in script.stdout:
                shown += line
                if line.startswith("The site: "):
                    break
            assert "The site: " in shown, shown
            said = wait_for(f"http://127.0.0.1:{port}/health")
        finally:
            if script.poll() is None:
                os.killpg(script.pid, signal.SIGINT)
            rest, _ = script.communicate(timeout=60)
        assert script.returncode in (0, -signal.SIGINT), rest
        assert "Traceback" not in rest
    return shown, said


STAND_IN = """#!/bin/sh
while [ $# -gt 0 ]; do
  if [ "$1" = --out ]; then mkdir -p "$2" && echo "all the same" >"$2/statement.md"; fi
  shift
done
exit STATUS
"""


def run_with_stand_ins(folder: Path, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """The script in a folder where each command does nothing and ends with a status."""
    (folder / "script").mkdir()
    (folder / ".venv/bin").mkdir(parents=True)
    shutil.copy(ROOT / "script/run", folder / "script/run")
    for program in ("script/setup", ".venv/bin/firmground", ".venv/bin/python"):
        (folder / program).write_text(STAND_IN.replace("STATUS", "0" if program == "script/setup" else str(status)))
        (folder / program).chmod(0o755)
    command = ["script/run", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_where_nothing_is_to_be_served_it_ends_when_the_site_is_ready(tmp_path: Path) -> None:
    ran = run_with_stand_ins(tmp_path, "--no-serve")
    assert ran.returncode == 0, ran.stderr
    assert re.findall(r"^(\d+)/15", ran.stdout, flags=re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert "not served" in ran.stdout.splitlines()[-1]


def test_a_step_that_fails_is_named_and_none_comes_after_it(tmp_path: Path) -> None:
    ran = run_with_stand_ins(tmp_path, "--no-serve", status=1)
    assert ran.returncode == 1
    assert "step 1 failed" in ran.stderr
    assert "2/15" not in ran.stdout


def wait_for(address: str) -> bytes:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_that_is_taken_is_said_before_anything_is_made() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = run("--port", str(port))
    assert ran.returncode == 1
    assert f"port {port} cannot be used" in ran.stderr
    assert "Choose another: script/run --port" in ran.stderr
    assert "1/15" not in ran.stdout


@pytest.mark.parametrize("port", ["", "eighty", "-1", "80.0", "123456"])
def test_a_port_that_is_no_port_is_refused(port: str) -> None:
    ran = run("--port", port)
    assert ran.returncode == 2
    assert "usage: script/run" in ran.stderr

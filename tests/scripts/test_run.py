"""The main job, as somebody who has just cloned the repository does it."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["script/run", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


@pytest.mark.slow
@pytest.mark.node
def test_one_command_does_the_main_job_and_serves_the_site() -> None:
    ran = run("--no-serve")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    _, found, ending = ran.stdout.partition("7/15")
    assert found
    assert "0.040 %" in ending
    assert "82 provisions in force on 2019-12-31" in ending
    assert "14 new and 20 ongoing measures" in ending
    assert "The two statements say the same" in ending
    report = next(line for line in ending.splitlines() if line.startswith("The statement: ")).removeprefix("The statement: ")
    assert (ROOT / report).is_file()
    assert "supervisor@demo.example" in ending.partition("15/15")[2]
    assert "not served" in ending.splitlines()[-1]
    assert served() == b"well\n"


def served() -> bytes:
    """What /health says of the site that the script serves, which Ctrl-C then stops in order."""
    port = free_port()
    command = ["script/run", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=-1, stderr=-2, text=True, start_new_session=True) as script:
        try:
            for line in script.stdout:
                if line.startswith("The site: "):
                    break
            said = wait_for(f"http://127.0.0.1:{port}/health")
        finally:
            os.killpg(script.pid, signal.SIGINT)
            rest, _ = script.communicate(timeout=60)
        assert script.returncode in (0, -signal.SIGINT), rest
        assert "Traceback" not in rest
    return said


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
    assert "1/13" not in ran.stdout


@pytest.mark.parametrize("port", ["", "eighty", "-1", "80.0", "123456"])
def test_a_port_that_is_no_port_is_refused(port: str) -> None:
    ran = run("--port", port)
    assert ran.returncode == 2
    assert "usage: script/run" in ran.stderr

"""Runs ``firmground`` and ``manage.py`` as processes of their own without loading the library anew for each.

A process that has loaded the library waits at a socket, and forks for each call: the fork gets the arguments, the environment,
the folder and the open files of the caller, and is in every other way what a cold start is. It has loaded nothing of the
site, whose settings depend on the environment. That a command starts cold as well, and then loads what it needs and no more, is
shown by ``tests/cli/test_on_demand.py``, ``tests/cli/test_promises.py`` and ``script/run``.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

CALLER = Path(__file__).with_name("forked_caller.py")
READY = b"ready\n"


def address() -> str:
    """Where the waiting process is called that this one started, which ends with it."""
    with ONE_AT_A_TIME:
        return _started()


@functools.cache
def _started() -> str:
    place = str(Path(tempfile.mkdtemp(prefix="forked")) / "socket")
    outside_the_site = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-P", __file__, place]
    waiting = subprocess.Popen(command, env=outside_the_site, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    KEPT.append(waiting)
    assert waiting.stdout.readline() == READY, "the library could not be loaded"
    return place


ONE_AT_A_TIME = threading.Lock()
KEPT: list[subprocess.Popen[bytes]] = []  # whose standard input stays open for as long as this process lives


def command_for(program: str) -> list[str]:
    """How to call ``firmground`` or ``manage.py``, to be followed by its arguments."""
    return [sys.executable, "-I", "-S", str(CALLER), address(), program]


def launchers(folder: Path) -> Path:
    """A folder to be put first on PATH, in which ``firmground`` is the forked one."""
    folder.mkdir()
    words = " ".join(f"'{word}'" for word in command_for("firmground"))
    (folder / "firmground").write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    (folder / "firmground").chmod(0o755)
    return folder


# --- the process that waits -------------------------------------------------------------------------------------------


def wait_for_calls(place: str) -> Callable[[], None]:
    """Answer calls until standard input ends; in a fork, what it is to do."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks that report
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(place)
        door.listen(64)
        sys.stdout.buffer.write(READY)
        sys.stdout.flush()
        watch_for_the_end(place)
        while True:
            caller, _ = door.accept()
            if os.fork() == 0:
                break
            caller.close()
    return take(caller)


def watch_for_the_end(place: str) -> None:
    """A process beside this one that ends it when whoever started it has ended."""
    waiting = os.getpid()
    if os.fork() == 0:
        os.read(0, 1)
        os.unlink(place)
        os.rmdir(os.path.dirname(place))
        os.kill(waiting, signal.SIGKILL)
        os._exit(0)


def take(caller: socket.socket) -> Callable[[], None]:
    """Fork once more: one process reports how the other ended, which goes on to be the program."""
    message, files, _, _ = socket.recv_fds(caller, 1 << 20, 3)
    while not message.endswith(b"\n"):
        message += caller.recv(1 << 20)
    call = json.loads(message)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if program != 0:
        _, status = os.waitpid(program, 0)
        code = os.waitstatus_to_exitcode(status)
        caller.sendall(str(code if code >= 0 else 128 - code).encode())
        os._exit(0)
    caller.close()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    become(call["words"], call["environment"], call["folder"])
    return functools.partial(run, call["words"][0])


def become(words: list[str], environment: dict[str, str], folder: str) -> None:
    """Arguments, environment, folder and streams as a process has them that starts cold."""
    sys.argv = words
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.path += [each for each in environment.get("PYTHONPATH", "").split(os.pathsep) if each and each not in sys.path]
    sys.stdin = open(0, closefd=False)  # noqa: SIM115  # open for as long as the process lives, as are the next two
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115


def run(program: str) -> None:
    """Be the program, and end without tidying up the memory that it shares with the others."""
    code: object = None
    try:
        if program == "manage.py":
            runpy.run_path("manage.py", run_name="__main__")
        else:
            code = importlib.import_module("firmground.cli.app").main()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001  # told, and the end of this process
        traceback.print_exc()
        code = 1
    if isinstance(code, str):
        print(code, file=sys.stderr)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def load_the_library() -> None:
    """All of it, with what it needs of others, and what of Django knows no settings."""
    import firmground

    for module in pkgutil.walk_packages(firmground.__path__, "firmground."):
        importlib.import_module(module.name)
    for name in ("django.core.management", "django.db.models"):
        importlib.import_module(name)


if __name__ == "__main__":
    load_the_library()
    gc.freeze()
    wait_for_calls(sys.argv[1])()

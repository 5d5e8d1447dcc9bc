"""Kills processes that record screenings, again and again, and compares what they acknowledged with what is kept.

    DATABASE_URL=… python kills.py KILLS

Each round starts two processes that record as fast as they can, waits a random while, and sends both SIGKILL, which no
process can prepare for. A screening counts as acknowledged when the action returned and its id was written to a pipe. The
database server of PostgreSQL is not killed, nor is the machine: what these promise is theirs.
"""

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from uuid import UUID

from databases.screenings import faults, officer, record_one, set_up
from django.db import connection, connections

AT_ONCE = 2
LONGEST = 0.25  # seconds of recording before a kill
PATIENCE = 60


def record_until_killed(pipe: int, seed: int) -> None:
    """The life of a process that will be killed."""
    by, number = officer(), seed * 10_000
    while True:
        os.write(pipe, record_one(number, by).bytes)
        number += 1


def start(seed: int) -> tuple[int, int]:
    """Start one such process; its id, and the pipe to read what it acknowledged from."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            record_until_killed(writing, seed)
        finally:  # nothing of the parent may run here, whatever went wrong
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    return pid, reading


def kill(pid: int, reading: int) -> list[UUID]:
    """Kill it, and read what it had acknowledged."""
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("kills: a process ended before it was killed.")
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return [UUID(bytes=told[at : at + 16]) for at in range(0, len(told) - len(told) % 16, 16)]


def wait_for_the_last_commits() -> None:
    """PostgreSQL's own processes notice a little later that nobody listens any more."""
    if connection.vendor != "postgresql":
        return
    others = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute(others)
            if cursor.fetchone() is None:
                return
            if time.monotonic() > until:
                sys.exit("kills: the server still works for a process that is gone.")
            time.sleep(0.05)


def main(kills: int) -> int:
    """Run the rounds, print what came of them as JSON, and end with 1 when anything was lost or half-written."""
    set_up()
    from firmground_site.screening.models import Screening

    chance, acknowledged = random.Random(kills), []
    acknowledged.append(record_one(0, officer()))  # also reads the pack once, before it is forked
    done = 0
    while done < kills:
        connections.close_all()  # so that a new process opens the file as after a restart
        running = [start(done + lane) for lane in range(AT_ONCE)]
        select.select([running[0][1]], [], [], PATIENCE)  # one has recorded; the other may be anywhere
        time.sleep(chance.uniform(0, LONGEST))
        for pid, reading in running:
            acknowledged += kill(pid, reading)
            done += 1
    wait_for_the_last_commits()
    there = set(Screening.objects.values_list("pk", flat=True))
    lost = [str(each) for each in acknowledged if each not in there]
    broken = faults()
    told = {"kills": done, "acknowledged": len(acknowledged), "lost": len(lost), "faults": broken}
    sys.stdout.write(json.dumps(told | {"kept_unacknowledged": len(there) - len(set(acknowledged))}) + "\n")
    return 1 if lost or broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

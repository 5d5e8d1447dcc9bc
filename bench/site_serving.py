"""Twenty officers record at once over HTTP, from a gunicorn as script/run starts it: how long each waits, and what it takes."""

import contextlib
import http.client
import re
import statistics
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from databases.serving import sessions

OFFICERS = 20
ERRORS = re.compile(r"<a href=\"#[^\"]*\">[^<]*</a>")
FORM = "/screening/new/"
INPUT = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
ATTRIBUTE = re.compile(r"\b(name|type|value)=\"([^\"]*)\"")
CODES = {"group": "domestic_helpers", "trigger": "came_forward", "alias": "Person"}


@dataclass(frozen=True)
class Waited:
    """How long officers waited for "recorded", in milliseconds, and how many were recorded each second."""

    median: float
    ninety_fifth: float
    longest: float
    each_second: float


def officers_at_once(environment: Mapping[str, str], port: int, each: int, pause: float) -> Waited:
    """Every officer records ``each`` screenings with a pause before each."""
    cookies = sessions(environment, OFFICERS)
    with ThreadPoolExecutor(OFFICERS) as pool:
        began = time.perf_counter()
        waits = [wait for waited in pool.map(lambda cookie: _one_officer(port, cookie, each, pause), cookies) for wait in waited]
        took = time.perf_counter() - began
    cuts = statistics.quantiles(waits, n=20, method="inclusive")
    return Waited(statistics.median(waits) * 1e3, cuts[18] * 1e3, max(waits) * 1e3, len(waits) / took)


def _one_officer(port: int, session: str, each: int, pause: float) -> list[float]:
    headers = {"X-Forwarded-Proto": "https", "Referer": f"https://127.0.0.1:{port}{FORM}", "Cookie": f"sessionid={session}"}
    waits = []
    for number in range(each):
        time.sleep(pause * (0.5 + (hash((session, number)) % 1000) / 1000))
        _, page, cookies = _ask(port, "GET", headers)
        cookie = next(each.partition(";")[0] for each in cookies if each.startswith("csrftoken"))
        filled = urlencode(filled_in(page, number))
        sent = headers | {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"{headers['Cookie']}; {cookie}"}
        began = time.perf_counter()
        status, text, _ = _ask(port, "POST", sent, filled)
        waits.append(time.perf_counter() - began)
        if status != 302:
            said = "\n".join(ERRORS.findall(text))
            sys.exit(f"bench: a screening was not recorded but answered {status}:\n{said}")
    return waits


def _ask(port: int, verb: str, headers: Mapping[str, str], body: str | None = None) -> tuple[int, str, list[str]]:
    """Status, text and cookies; a connection for each, as a proxy makes them."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request(verb, FORM, body, dict(headers))
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers.get_all("Set-Cookie") or []


def filled_in(page: str, number: int) -> dict[str, str]:
    """The form of a page, filled in: every question no, except that every third person's documents are held."""
    sent: dict[str, str] = {}
    for each in INPUT.findall(page):
        given: dict[str, Any] = dict(ATTRIBUTE.findall(each))
        name, value = given.get("name", ""), given.get("value", "")
        if given.get("type") == "radio":
            if value == "no":
                sent[name] = "no"
        elif name and given.get("type") not in ("submit", "checkbox", "file"):
            sent[name] = "30" if 'inputmode="numeric"' in each and name.startswith("q_") else value
    if number % 3 == 0:
        sent["q_documents_held"] = "yes"
    return sent | CODES

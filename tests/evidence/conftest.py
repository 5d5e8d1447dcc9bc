"""Shared by the tests of statements: one built in each full language of both territories, and packs that may be changed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from firmground.evidence import verifying
from firmground.evidence.files import read_statement, write_statement
from firmground.evidence.statement import compose
from firmground.evidence.verifying import verify_statement
from firmground.packs.pack import Pack, read_pack, shipped_folder
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import Extract, write_extract
from firmground.values import digest

BUILT = [("hong_kong", "en"), ("hong_kong", "zh-Hant"), ("freeport", "en"), ("freeport", "ar")]


@dataclass(frozen=True)
class Built:
    """A statement in a folder, with the pack and the extract that it stands on."""

    folder: Path
    pack: Pack
    extract: Extract

    @property
    def manifest(self):
        return self.folder / "statement.json"

    @property
    def content(self):
        return read_statement(self.manifest)

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def copied(self, folder):
        return Built(Path(shutil.copytree(self.folder, folder)), self.pack, self.extract)

    def faults(self, name="statement.json"):
        """Everything that does not hold, each as "place: what"."""
        return [str(each) for each in verify_statement(self.folder / name, self.pack, self.extract).mismatches]


def pytest_generate_tests(metafunc):
    """Give a test each statement that is built, by the name of its argument."""
    if "built" in metafunc.fixturenames:
        metafunc.parametrize("built", BUILT, ids=" ".join, indirect=True)


@pytest.fixture(scope="session")
def freeport_2022(freeport, tmp_path_factory):
    """A small invented year of the fictional territory."""
    tables = demo_year(freeport, year=2022, persons=300, seed=1)
    return write_extract(tables, tmp_path_factory.mktemp("small") / "extract", pack=freeport, year=2022, synthetic=True)


@pytest.fixture(scope="session")
def in_language(hong_kong, year_2019, freeport, freeport_2022, tmp_path_factory):
    """Build a statement in a language, once."""
    stands_on = {"hong_kong": (hong_kong, year_2019), "freeport": (freeport, freeport_2022)}
    made = {}

    def build(name, language):
        if (name, language) not in made:
            pack, extract = stands_on[name]
            out = tmp_path_factory.mktemp("built") / "statement"
            write_statement(compose(pack, extract, extract.year, language), out)
            made[name, language] = Built(out, pack, extract)
        return made[name, language]

    return build


@pytest.fixture
def built(request, in_language):
    return in_language(*request.param)


def _what_is_composed(pack, extract, draft, *, withheld_beside):
    return pack.id, extract.digest, draft.digest, tuple(withheld_beside)


@pytest.fixture
def computed_once(monkeypatch):
    """Let many changes to one statement be checked against figures and pages that are made again only once."""
    made = {}

    def once(make, key):
        def again(*arguments, **more):
            name = (make.__name__, *key(*arguments, **more))
            if name not in made:
                made[name] = make(*arguments, **more)
            return made[name]

        return again

    composed = once(verifying.compose_draft, _what_is_composed)
    monkeypatch.setattr(verifying, "compose_draft", composed)
    monkeypatch.setattr(verifying, "rendered", once(verifying.rendered, lambda content: (digest(content),)))


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

    def read(self):
        return read_pack(str(self.folder))


@pytest.fixture
def changed_freeport(tmp_path):
    """A copy of the fictional pack."""
    return CopiedPack(Path(shutil.copytree(shipped_folder() / "freeport", tmp_path / "copied" / "freeport")))

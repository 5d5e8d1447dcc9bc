"""A pack as one frozen value: its own entries over those of the pack it extends."""

import functools
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from firmground.errors import PackError
from firmground.packs.case_entries import CaseRules, ClockFile, Emergency, Holiday, Identification, RetentionFile
from firmground.packs.casework_entries import CaseProcedure, Casework, ConsentFile, OutcomeFile, ReferralProcedure, ServiceFile
from firmground.packs.crosswalk_entries import CrosswalkEntry, CrosswalkRow
from firmground.packs.digest import part_digests, whole_digest
from firmground.packs.entries import (
    Code,
    ComparisonEntry,
    Demo,
    Disclosure,
    Entry,
    FigureEntry,
    Language,
    Manifest,
    RatioEntry,
    Refusals,
    SentenceEntry,
    SeriesValue,
    Source,
    StudyShare,
)
from firmground.packs.instrument_entries import Example, Indicator, IndicatorSet, InstrumentEntry
from firmground.packs.law_entries import FactFile, LawClaim, LawExample, LawFile, LawRegister
from firmground.packs.plan_entries import EvidenceFile, MeasureFile, PlanRegister, ResourceFile
from firmground.packs.reader import AnEntry, as_entry, csv_entries, read_toml, toml_entry
from firmground.packs.report_entries import ConflictFile, EvidenceRegister, ReportFile
from firmground.packs.table_entries import Population, ShapeFile, TableRegister, TerritoryFile
from firmground.packs.text_files import read_texts, text_files
from firmground.packs.voice_entries import Recording, Review

FILES = (
    "pack.toml",
    "sources.csv",
    "refusals.toml",
    "evidence/statement.toml",
    "evidence/conflicts.toml",
    "statistics/series.csv",
    "statistics/studies.csv",
    "statistics/disclosure.toml",
    "statistics/demo.toml",
    "cases/identification.toml",
    "cases/clocks.toml",
    "cases/holidays.csv",
    "cases/emergency.toml",
    "cases/retention.toml",
    "cases/casework.toml",
    "cases/referral.toml",
    "cases/consent.toml",
    "cases/services.toml",
    "cases/outcomes.toml",
    "plan/measures.toml",
    "plan/evidence.toml",
    "plan/resources.toml",
    "interchange/tables.toml",
    "interchange/territory.toml",
    "interchange/population.csv",
    "text/reviews.csv",
)
TOML_FOLDERS = ("indicators", "instruments", "crosswalk", "figures", "examples", "law", "evidence/reports")
PATTERNS = (
    "codes/*.csv",
    "indicators/*.csv",
    "crosswalk/*.csv",
    "audio/*/recordings.csv",
    *(f"{folder}/*.toml" for folder in TOML_FOLDERS),
)
CASEWORK = ("casework.toml", "referral.toml", "consent.toml", "services.toml", "outcomes.toml")  # in cases/
FACTS, CLAIMS = "facts.toml", "claims.toml"  # in law/, beside a file for each ordinance


@dataclass(frozen=True)
class Pack:
    """Everything a territory's pack says. Texts are by language tag, then by dotted key."""

    folder: Path
    manifest: Manifest
    parent: "Pack | None"
    sources: Mapping[str, str]
    codes: Mapping[str, tuple[Code, ...]]
    indicator_sets: Mapping[str, IndicatorSet]
    instruments: Mapping[str, tuple[InstrumentEntry, ...]]
    series: tuple[SeriesValue, ...]
    studies: tuple[StudyShare, ...]
    figures: tuple[FigureEntry, ...]
    ratios: tuple[RatioEntry, ...]
    sentences: tuple[SentenceEntry, ...]
    examples: tuple[Example, ...]
    law_examples: tuple[LawExample, ...]
    texts: Mapping[str, Mapping[str, str]]
    comparisons: tuple[ComparisonEntry, ...] = ()
    disclosure: Disclosure | None = None
    demo: Demo | None = None
    refusals: Refusals | None = None
    cases: CaseRules | None = None
    casework: Casework | None = None
    law: LawRegister | None = None
    plan: PlanRegister | None = None
    reports: EvidenceRegister | None = None
    crosswalk: Mapping[str, tuple[CrosswalkEntry, ...]] = field(default_factory=dict)
    tables: TableRegister | None = None
    reviews: tuple[Review, ...] = ()
    own_recordings: tuple[Recording, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.manifest.id

    @functools.cached_property
    def digest(self) -> str:
        """The digest of the pack and of what it extends."""
        return whole_digest(self.parts, self.parent.digest if self.parent else None)

    @property
    def default_language(self) -> Language:
        """The language in which every text exists."""
        return self.manifest.languages[0]

    @property
    def own_instruments(self) -> tuple[InstrumentEntry, ...]:
        """The versions of instruments that this pack itself gives."""
        inherited = self.parent.instruments if self.parent else {}
        return tuple(
            entry for name, versions in self.instruments.items() if inherited.get(name) is not versions for entry in versions
        )

    @property
    def own_crosswalk(self) -> tuple[CrosswalkEntry, ...]:
        """The readings for the crosswalk that this pack itself gives."""
        inherited = self.parent.crosswalk if self.parent else {}
        return tuple(entry for name, read in self.crosswalk.items() if inherited.get(name) is not read for entry in read)

    def language(self, tag: str) -> Language:
        """The language with this tag, or ``PackError`` listing those there are."""
        for language in self.manifest.languages:
            if language.tag == tag:
                return language
        tags = ", ".join(each.tag for each in self.manifest.languages)
        raise PackError(f"there is no language {tag!r}", where=f"pack {self.id}", remedy=f"use one of {tags}")

    def text(self, key: str, tag: str | None = None) -> str:
        """A text in a language, in the default language where a draft lacks it, else the last part of its key."""
        for each in (tag, self.default_language.tag):
            if each and key in self.texts.get(each, {}):
                return self.texts[each][key]
        return key.rsplit(".", 1)[-1].replace("_", " ")

    def cited(self, year: int, series: str) -> SeriesValue | None:
        """The published number of a series for a year, or ``None`` when the pack has no row for it."""
        return next((each for each in self.series if (each.series, each.year) == (series, year)), None)


def find_pack(name: str) -> Path:
    """The folder of a pack, given its id or a path to a folder with ``pack.toml``."""
    if Path(name, "pack.toml").is_file():
        return Path(name)
    folder = shipped_folder() / name
    if name in shipped_packs():
        return folder
    remedy = f"use {', '.join(shipped_packs())}, or the path of a folder that has pack.toml"
    raise PackError(f"there is no pack {name!r}", where="--pack", remedy=remedy)


def shipped_folder() -> Path:
    """The folder of the packs that come with Firmground."""
    found = importlib.util.find_spec("firmground_packs")
    if found is None or not found.submodule_search_locations:
        raise PackError("the shipped packs are not installed", where="firmground_packs", remedy="install the whole distribution")
    return Path(found.submodule_search_locations[0])


def shipped_packs() -> tuple[str, ...]:
    """The ids of the packs that come with Firmground."""
    return tuple(sorted(path.parent.name for path in shipped_folder().glob("*/pack.toml")))


def read_pack(name: str) -> Pack:
    """Read a pack and what it extends; raises ``PackError`` at the first file that cannot be used."""
    return _read(find_pack(name), below=())


def _read(folder: Path, below: tuple[str, ...]) -> Pack:
    manifest = toml_entry(Manifest, folder / "pack.toml")
    _must_be_read(folder, manifest)
    if manifest.id in below:
        raise PackError(f"{manifest.id!r} extends itself", where=str(folder / "pack.toml"), remedy="remove extends")
    parent = _read(_extended(folder, manifest.extends), (*below, manifest.id)) if manifest.extends else None
    figures = _tables(folder, "figures/*.toml", {"figures": FigureEntry, "ratios": RatioEntry})
    statement = _tables(folder, "evidence/statement.toml", {"sentences": SentenceEntry, "comparisons": ComparisonEntry})
    examples = _tables(folder, "examples/*.toml", {"examples": Example, "law_examples": LawExample})
    return Pack(
        folder=folder,
        manifest=manifest,
        parent=parent,
        sources={**(parent.sources if parent else {}), **_sources(folder)},
        codes={**(parent.codes if parent else {}), **_codes(folder)},
        indicator_sets={**(parent.indicator_sets if parent else {}), **_indicator_sets(folder)},
        instruments={**(parent.instruments if parent else {}), **_instruments(folder)},
        series=_rows(SeriesValue, folder / "statistics/series.csv"),
        studies=(*(parent.studies if parent else ()), *_rows(StudyShare, folder / "statistics/studies.csv")),
        figures=figures["figures"],  # type: ignore[arg-type]
        ratios=figures["ratios"],  # type: ignore[arg-type]
        sentences=statement["sentences"],  # type: ignore[arg-type]
        comparisons=statement["comparisons"],  # type: ignore[arg-type]
        examples=examples["examples"],  # type: ignore[arg-type]
        law_examples=examples["law_examples"],  # type: ignore[arg-type]
        texts=read_texts(folder, manifest.languages, parent.texts if parent else {}),
        reviews=_rows(Review, folder / "text/reviews.csv"),
        own_recordings=_recordings(folder, manifest),
        disclosure=_optional(Disclosure, folder / "statistics/disclosure.toml") or (parent.disclosure if parent else None),
        demo=_optional(Demo, folder / "statistics/demo.toml"),
        refusals=_optional(Refusals, folder / "refusals.toml") or (parent.refusals if parent else None),
        cases=_cases(folder) or (parent.cases if parent else None),
        casework=_casework(folder / "cases") or (parent.casework if parent else None),
        law=_law(folder),
        plan=_plan(folder),
        reports=_reports(folder),
        crosswalk={**(parent.crosswalk if parent else {}), **_crosswalk(folder)},
        tables=_tables_to_hand_in(folder, parent),
        parts=part_digests(folder),
    )


def _must_be_read(folder: Path, manifest: Manifest) -> None:
    """Refuse a file that looks like part of the pack and that nobody would read."""
    texts = {path.relative_to(folder).as_posix() for tag in manifest.languages for path in text_files(folder, tag.tag)}
    for path in sorted([*folder.rglob("*.toml"), *folder.rglob("*.csv")]):
        name = path.relative_to(folder)
        if name.as_posix() not in {*FILES, *texts} and not any(name.match(pattern) for pattern in PATTERNS):
            raise PackError(
                "nobody reads this file", where=str(path), remedy="correct its name or remove it; see docs/reference/packs.md"
            )


def _extended(folder: Path, name: str) -> Path:
    beside = folder.parent / name
    if (beside / "pack.toml").is_file():
        return beside
    try:
        return find_pack(name)
    except PackError as error:
        raise PackError(error.what, where=f"{folder / 'pack.toml'}, key extends", remedy=error.remedy) from error


def _optional(kind: type[AnEntry], path: Path) -> AnEntry | None:
    return toml_entry(kind, path) if path.exists() else None


def _cases(folder: Path) -> CaseRules | None:
    """What ``cases/`` says: all of its files or none, since half a procedure would leave people waiting without an end."""
    cases = folder / "cases"
    if not cases.is_dir():
        return None
    clocks = toml_entry(ClockFile, cases / "clocks.toml")
    return CaseRules(
        identification=toml_entry(Identification, cases / "identification.toml"),
        week=clocks.week,
        clocks=clocks.clocks,
        holidays=tuple(csv_entries(Holiday, cases / "holidays.csv")),
        emergency=toml_entry(Emergency, cases / "emergency.toml"),
        retention=toml_entry(RetentionFile, cases / "retention.toml").rules,
    )


def _casework(cases: Path) -> Casework | None:
    """What ``cases/`` says of what follows a decision: all of its files or none, or a referral might ask nobody."""
    if not any((cases / name).exists() for name in CASEWORK):
        return None
    return Casework(
        case=toml_entry(CaseProcedure, cases / "casework.toml"),
        referral=toml_entry(ReferralProcedure, cases / "referral.toml"),
        consent=toml_entry(ConsentFile, cases / "consent.toml"),
        services=toml_entry(ServiceFile, cases / "services.toml").services,
        outcomes=toml_entry(OutcomeFile, cases / "outcomes.toml"),
    )


def _law(folder: Path) -> LawRegister | None:
    """What ``law/`` says, which no pack inherits: law is a territory's own."""
    law = folder / "law"
    if not law.is_dir():
        return None
    files = tuple(toml_entry(LawFile, path) for path in sorted(law.glob("*.toml")) if path.name not in (FACTS, CLAIMS))
    claims = _tables(law, CLAIMS, {"claims": LawClaim})["claims"]
    return LawRegister(files, toml_entry(FactFile, law / FACTS), claims)  # type: ignore[arg-type]


def _plan(folder: Path) -> PlanRegister | None:
    """What ``plan/`` says: all of its files or none."""
    plan = folder / "plan"
    if not plan.is_dir():
        return None
    measures, evidence = toml_entry(MeasureFile, plan / "measures.toml"), toml_entry(EvidenceFile, plan / "evidence.toml")
    resources = toml_entry(ResourceFile, plan / "resources.toml")
    return PlanRegister(measures.plan, measures.measures, evidence.evidence, evidence.claims, resources)


def _reports(folder: Path) -> EvidenceRegister | None:
    """What ``evidence/reports/`` says, which no pack inherits."""
    files = [toml_entry(ReportFile, path) for path in sorted(folder.glob("evidence/reports/*.toml"))]
    if not files:
        return None
    conflicts = _optional(ConflictFile, folder / "evidence/conflicts.toml")
    ordered = sorted(files, key=lambda each: (each.report.published_on, each.report.id))
    return EvidenceRegister(tuple(ordered), conflicts.conflicts if conflicts else ())


def _tables_to_hand_in(folder: Path, parent: Pack | None) -> TableRegister | None:
    """What ``interchange/`` says: shapes are inherited, what a territory is and who lives there is its own."""
    place, inherited = folder / "interchange", dict(parent.tables.shapes) if parent and parent.tables else {}
    own = _optional(ShapeFile, place / "tables.toml")
    shapes = {**inherited, **{shape.id: shape for shape in (own.tables if own else ())}}
    told, population = _optional(TerritoryFile, place / "territory.toml"), _rows(Population, place / "population.csv")
    if not (shapes or told or population):
        return None
    return TableRegister(shapes, told.territory if told else None, told.citizenships if told else (), population)


def _rows(kind: type[AnEntry], path: Path) -> tuple[AnEntry, ...]:
    return tuple(csv_entries(kind, path)) if path.exists() else ()


def _recordings(folder: Path, manifest: Manifest) -> tuple[Recording, ...]:
    """The rows of ``audio/<tag>/recordings.csv`` for each language of the pack, with where they are."""
    return tuple(
        row.model_copy(update={"language": each.tag, "folder": folder / "audio" / each.tag})
        for each in manifest.languages
        for row in _rows(Recording, folder / "audio" / each.tag / "recordings.csv")
    )


def _sources(folder: Path) -> dict[str, str]:
    path = folder / "sources.csv"
    return {each.key: each.where for each in csv_entries(Source, path)} if path.exists() else {}


def _codes(folder: Path) -> dict[str, tuple[Code, ...]]:
    lists: dict[str, tuple[Code, ...]] = {}
    for path in sorted(folder.glob("codes/*.csv")):
        for code in csv_entries(Code, path):
            lists[code.list] = (*lists.get(code.list, ()), code)
    return lists


def _indicator_sets(folder: Path) -> dict[str, IndicatorSet]:
    sets = {}
    for path in sorted(folder.glob("indicators/*.toml")):
        found = toml_entry(IndicatorSet, path)
        if not found.absent:
            found = found.model_copy(update={"indicators": tuple(csv_entries(Indicator, path.with_suffix(".csv")))})
        sets[found.id] = found
    return sets


def _instruments(folder: Path) -> dict[str, tuple[InstrumentEntry, ...]]:
    instruments: dict[str, tuple[InstrumentEntry, ...]] = {}
    for path in sorted(folder.glob("instruments/*.toml")):
        found = toml_entry(InstrumentEntry, path)
        instruments[found.id] = (*instruments.get(found.id, ()), found)
    return instruments


def _crosswalk(folder: Path) -> dict[str, tuple[CrosswalkEntry, ...]]:
    """The readings for the crosswalk: a TOML file for each version, with its rows in the CSV file of the same name."""
    read: dict[str, tuple[CrosswalkEntry, ...]] = {}
    for path in sorted(folder.glob("crosswalk/*.toml")):
        rows = tuple(csv_entries(CrosswalkRow, path.with_suffix(".csv")))
        found = toml_entry(CrosswalkEntry, path).model_copy(update={"rows": rows})
        read[found.id] = (*read.get(found.id, ()), found)
    return read


def _tables(folder: Path, pattern: str, kinds: Mapping[str, type[Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {name: [] for name in kinds}
    for path in sorted(folder.glob(pattern)):
        for name, listed in read_toml(path).items():
            if name not in kinds:
                raise PackError("unknown key", where=f"{path}, key {name}", remedy=f"use {', '.join(kinds)}")
            if not isinstance(listed, tuple):
                raise PackError("is not a list of tables", where=f"{path}, key {name}", remedy=f"write [[{name}]]")
            found[name] += [as_entry(kinds[name], each, where=f"{path}, {name} {n}") for n, each in enumerate(listed, 1)]
    return {name: tuple(listed) for name, listed in found.items()}

"""Named checks of what a pack says, beyond its shape. A pack that fails one is not fit to be used.

P001 dangling reference · P002 missing citation · P003 missing text · P004 refused question · P005 overlapping validity ·
P006 used twice · P007 nothing said for "not known". The checks of expressions (P010 and on) are in ``screening.checks``,
those of the procedure (P015 to P018) in ``case_checks``, of what follows a decision (P026) in ``casework_checks``, of the
law in ``law_checks``, of the plan (P019 and on) in ``plan_checks``, of the readings for the crosswalk (P024) in
``crosswalk_checks``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from firmground.packs.effective import overlapping
from firmground.packs.entries import Cited
from firmground.packs.instrument_entries import IndicatorSet, InstrumentEntry, Part
from firmground.packs.lists import codes_in
from firmground.packs.pack import Pack
from firmground.packs.texts import required_keys
from firmground.values import Citation

OUR_OWN = frozenset({"FIRMGROUND", "RECALLED"})  # keys that no text can be read under


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: the check that found it, where, what is wrong, and what to do."""

    check: str
    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.check} {self.where}: {self.what}. What to do: {self.remedy}"


def check_pack(pack: Pack) -> list[Problem]:
    """Every problem of the pack's own entries and of those it inherits, in order of check and place."""
    checks = (_dangling, _uncited, _untold, _refused, _overlaps, _repeated, _silent)
    return sorted({problem for check in checks for problem in check(pack)})


def citations(pack: Pack) -> Iterator[tuple[str, Citation | Cited]]:
    """Everything in a pack that carries a citation, with its place."""
    yield "pack.toml", pack.manifest.majority_cite
    for listed in pack.codes.values():
        yield from ((f"codes {code.list}.{code.code}", code) for code in listed)
    for found in pack.indicator_sets.values():
        yield f"indicators {found.id}", found.cite
        yield from ((f"indicators {found.id}.{row.indicator}", row) for row in found.indicators)
    for entry in _instruments(pack):
        yield from _cited_by(entry)
    yield from ((f"series {row.series} {row.year}", row) for row in pack.series)
    yield from ((f"study {row.id}", row) for row in pack.studies)
    yield from ((f"figure {figure.id}", figure.cite) for figure in pack.figures)
    cited = (sentence for sentence in pack.sentences if sentence.cite or sentence.kind != "figure")
    yield from ((f"sentence {sentence.id}", sentence.cite or Cited()) for sentence in cited)
    if pack.disclosure:
        yield "disclosure", pack.disclosure.cite
    if pack.demo:
        yield "demo", pack.demo.cite
    readings = (each for versions in pack.crosswalk.values() for each in versions)
    for part in (pack.cases, pack.casework, pack.law, pack.plan, pack.reports, pack.tables, *readings):
        if part:
            yield from part.citations()


def _dangling(pack: Pack) -> Iterator[Problem]:
    for where, cite in citations(pack):
        for key in cite.source:
            if key not in pack.sources:
                yield Problem("P001", where, f"cites {key!r}, which is not a source", "add it to sources.csv")
    for entry in _instruments(pack):
        yield from _dangling_in(pack, entry)
    for found in pack.indicator_sets.values():
        yield from _dangling_in_set(pack, found)
    figures = {figure.id for figure in pack.figures}
    quoted = [(ratio.id, name) for ratio in pack.ratios for name in (ratio.numerator, ratio.denominator)]
    yield from (
        Problem("P001", f"ratio {ratio}", f"{name!r} is not a figure", "define it")
        for ratio, name in quoted
        if name not in figures
    )
    for example in pack.examples:
        if example.instrument not in pack.instruments:
            yield Problem("P001", f"example {example.id}", f"{example.instrument!r} is not an instrument", "correct the id")
    yield from _dangling_in_demo(pack)


def _dangling_in_head(pack: Pack, entry: InstrumentEntry) -> Iterator[Problem]:
    where = f"instrument {entry.id}"
    told = entry.population.age_question if entry.population else None
    if told and told not in {question.id for question in entry.questions}:
        yield Problem("P001", f"{where} population", f"{told!r} is not a question", "correct the id")
    for tag in set(entry.languages_checked) - {language.tag for language in pack.manifest.languages}:
        yield Problem("P001", where, f"was checked in {tag!r}, which is not a language of the pack", "add the language")


def _dangling_in_set(pack: Pack, found: IndicatorSet) -> Iterator[Problem]:
    dimensions = {dimension.id for dimension in found.dimensions}
    for row in found.indicators:
        where = f"indicators {found.id}.{row.indicator}"
        if row.dimension not in dimensions:
            yield Problem("P001", where, f"{row.dimension!r} is not a dimension of the set", "correct the id")
        yield from not_in_list(pack, "ilo_forced_labour", row.forced_labour, where)


def _dangling_in_demo(pack: Pack) -> Iterator[Problem]:
    if pack.demo is None:
        return
    series = {row.series for row in pack.series}
    for name in {pack.demo.screened_series, pack.demo.identified_series, pack.demo.debriefed_series} - {None, *series}:
        yield Problem("P001", "demo", f"{name!r} is not a published series", "correct the id")
    last = pack.demo.full_instrument or pack.demo.initial_instrument
    asked = {question.id for entry in pack.instruments.get(last, ()) for question in entry.questions}
    for name in set(pack.demo.identified_yes) - asked if asked else ():
        yield Problem("P001", "demo", f"{name!r} is not a question of {last}", "correct the id")
    for name in {pack.demo.initial_instrument, pack.demo.full_instrument} - {None, *pack.instruments}:
        yield Problem("P001", "demo", f"{name!r} is not an instrument", "correct the id")
    for stream in pack.demo.streams:
        used = {"agencies": {stream.agency}, "groups": {stream.group}, "triggers": {stream.trigger}}
        used |= {"sexes": set(stream.sexes), "nationalities": set(stream.nationalities)}
        for listed, codes in used.items():
            yield from not_in_list(pack, listed, codes, f"demo stream {stream.agency}")


def _instruments(pack: Pack) -> Iterator[InstrumentEntry]:
    for versions in pack.instruments.values():
        yield from versions


def _dangling_in(pack: Pack, entry: InstrumentEntry) -> Iterator[Problem]:
    where = f"instrument {entry.id}"
    sections = {section.id for section in entry.sections}
    indicator_set = pack.indicator_sets.get(entry.dimensions.set) if entry.dimensions else None
    indicators = {row.indicator for row in indicator_set.indicators} if indicator_set else set()
    if entry.dimensions and indicator_set is None:
        yield Problem("P001", where, f"{entry.dimensions.set!r} is not an indicator set", "correct the id")
    for question in entry.questions:
        place = f"{where} question {question.id}"
        if question.section not in sections:
            yield Problem("P001", place, f"{question.section!r} is not a section", "add the section")
        for name in set(question.about) - indicators:
            yield Problem("P001", place, f"{name!r} is not an indicator of the set", "correct the id")
        yield from not_in_list(pack, "topics", {question.topic}, place)
    yield from not_in_list(pack, "stages", {entry.stage}, where)
    yield from _dangling_in_head(pack, entry)
    for outcome in entry.outcomes:
        if outcome.opens and outcome.opens not in pack.instruments:
            yield Problem(
                "P001", f"{where} outcome {outcome.id}", f"opens {outcome.opens!r}, which is not an instrument", "add it"
            )


def not_in_list(pack: Pack, name: str, codes: Iterable[str], where: str) -> Iterator[Problem]:
    """A problem for each code that is not in a list of the pack."""
    for code in set(codes) - set(codes_in(pack, name)):
        if not (name == "topics" and pack.refusals and code in pack.refusals.topics):
            yield Problem("P001", where, f"{code!r} is not in the list {name}", "add the code or correct it")


def _uncited(pack: Pack) -> Iterator[Problem]:
    for where, cite in citations(pack):
        if not cite.source or cite.confidence is None:
            yield Problem("P002", where, "has no citation", "say which source, and how well it is read")
        elif cite.confidence == "primary" and set(cite.source) <= OUR_OWN:
            yield Problem("P002", where, "calls what is ours, or recalled, a primary source", "write inferred or unverified")


def _untold(pack: Pack) -> Iterator[Problem]:
    for language in pack.manifest.languages:
        if language.state == "full":
            for key in dict.fromkeys(required_keys(pack)):
                if key not in pack.texts[language.tag]:
                    yield Problem(
                        "P003", f"text/{language.tag}.toml", f"{key} is missing", "write it, or call the language a draft"
                    )


def _refused(pack: Pack) -> Iterator[Problem]:
    if pack.refusals is None:
        return
    for entry in _instruments(pack):
        for question in entry.questions:
            where = f"instrument {entry.id} question {question.id}"
            if question.topic in pack.refusals.topics:
                yield Problem("P004", where, f"asks about {question.topic}", "remove the question")
            for tag, words in pack.refusals.words.items():
                asked = pack.texts.get(tag, {}).get(f"instruments.{entry.id}.questions.{question.id}", "")
                for word in _mentioned(asked, tuple(words)):
                    yield Problem("P004", f"{where} in {tag}", f"mentions {word!r}", "ask what happened, not what a person is")


def _mentioned(asked: str, words: tuple[str, ...]) -> list[str]:
    """The words that a question mentions; most mention none, so all are looked for at once first."""
    if not _any_of(words).search(asked):
        return []
    return [word for word in words if _any_of((word,)).search(asked)]


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for words; those of scripts without spaces between words count inside others too."""
    spelt = [rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words]
    return re.compile("|".join(spelt) or r"(?!)", re.IGNORECASE)


def _overlaps(pack: Pack) -> Iterator[Problem]:
    for name, versions in pack.instruments.items():
        for a, b in overlapping(versions):
            yield Problem("P005", f"instrument {name}", f"versions {a.version} and {b.version} overlap", "end one the day before")
    for name, listed in pack.codes.items():
        for code in {each.code for each in listed}:
            for _ in overlapping(each for each in listed if each.code == code):
                yield Problem("P005", f"codes {name}.{code}", "is in force twice on some day", "end one the day before")


def _repeated(pack: Pack) -> Iterator[Problem]:
    listed = {
        "figure": [figure.id for figure in (*pack.figures, *pack.ratios)],
        "sentence": [each.id for each in pack.sentences],
        "example": [*(each.id for each in pack.examples), *(each.id for each in pack.law_examples)],
        "series": [f"{row.series} {row.year} {row.period}" for row in pack.series],
        "study": [row.id for row in pack.studies],
        "language": [each.tag for each in pack.manifest.languages],
    }
    for what, names in listed.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem("P006", f"{what} {name}", "is given twice", "remove or rename one")


def _silent(pack: Pack) -> Iterator[Problem]:
    full = [language.tag for language in pack.manifest.languages if language.state == "full"]
    for entry in pack.own_instruments:
        for outcome in entry.outcomes:
            key = f"instruments.{entry.id}.outcomes.{outcome.id}.not_known"
            for tag in full:
                if key not in pack.texts[tag]:
                    where, remedy = f"instrument {entry.id} outcome {outcome.id}", f"write {key} in text/{tag}.toml"
                    yield Problem("P007", where, "never says what to do when not known", remedy)


def _cited_by(entry: InstrumentEntry) -> Iterator[tuple[str, Citation | Cited]]:
    where = f"instrument {entry.id}"
    yield where, entry.cite
    if entry.population:
        yield f"{where} population", entry.population.cite
    yield from ((f"{where} study {study.study}", study.cite) for study in entry.validity)
    parts: tuple[Part, ...] = (*entry.questions, *entry.rules, *entry.outcomes)
    yield from ((f"{where} {part.id}", part.cite) for part in parts if part.cite)

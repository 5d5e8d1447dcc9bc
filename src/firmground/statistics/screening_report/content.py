"""The screening report in one language, as plain data for every page. It must not know how a page looks."""

from collections.abc import Iterable, Iterator

from firmground.packs.entries import Cited, SeriesValue
from firmground.packs.pack import Pack
from firmground.statistics.intervals import Share, percent
from firmground.statistics.prevalence.miss_rates import Implied
from firmground.statistics.screening_report.numbers import bounded, per_cent, per_cents
from firmground.statistics.screening_report.report import COLLECT, ScreeningReport, Tool
from firmground.values import Citation, type_of_json

KEY = "screening_report"
COUNTED = ("screened", "debriefed", "identified")
TURNED = {"at most": "at least", "at least": "at most"}
TOOL_WIDTHS, IMPLIED_WIDTHS = (3.6, 2.2, 2.2, 1.2, 1.1, 1.1, 2.8), (2.6, 1.5, 1.7, 1.2, 3.2, 1.6)
NO_BREAK = "\N{NO-BREAK SPACE}"
MEASURES = ("not_a_sample", "screenings", "missed", "never_screened")


def report_content(report: ScreeningReport, tag: str) -> dict[str, type_of_json]:
    """What stands in the report, in a language of the pack; raises ``PackError`` for a language that it does not have."""
    pack, language = report.pack, report.pack.language(tag)
    words = _words(pack, tag)
    territory = pack.text("pack.title", tag)
    sections = [_counted, _measures, _compatible, _believed, _tools, _implied, _next, _refused]
    return {
        "language": tag,
        "direction": language.direction,
        "draft": language.state == "draft",
        "fictional": pack.manifest.fictional,
        "title": words["title"].format(territory=territory, year=report.year.year),
        "territory": territory,
        "year": report.year.year,
        "summary": _summary(report, words),
        "words": words,
        "sections": [{"id": build.__name__.strip("_"), **build(report, words, tag)} for build in sections],
        "sources": _sources(report),
        "pack": {"id": pack.id, "digest": pack.digest},
        "command": f"firmground prevalence report --pack {pack.id} --year {report.year.year} --json",
    }


def _words(pack: Pack, tag: str) -> dict[str, str]:
    prefix = f"{KEY}.words."
    keys = [key for key in pack.texts[pack.default_language.tag] if key.startswith(prefix)]
    return {key.removeprefix(prefix): pack.text(key, tag) for key in keys}


def _summary(report: ScreeningReport, words: dict[str, str]) -> list[str]:
    vague = report.believed["anything"]
    spread = words["summary_spread"].format(low=per_cent(vague.low), high=per_cent(vague.high))
    return [words["summary_measures"], spread, words["summary_never_screened"]]


def _counted(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    year, pack = report.year, report.pack
    listed = zip(COUNTED, (year.screened, year.debriefed, year.identified), strict=True)
    rows = [[words[name], _number(pack, row, words, tag), _cited(row, words)] for name, row in listed if row]
    value, low, high, most = (
        percent(each) for each in (report.share.value, report.share.low, report.share.high, report.one_sided)
    )
    rows.append([words["yield"], f"{bounded(pack, f'{value} %', year.bound, tag)} ({low}–{high})", words["our_arithmetic"]])
    rows.append([words["one_sided"], bounded(pack, f"{most} %", year.bound, tag), words["our_arithmetic"]])
    table = _table(words["counted_caption"], (words["counted_what"], words["number"], words["source"]), rows, numbers=(1,))
    notes = [row.note for row in (year.screened, year.debriefed, year.identified) if row and row.note]
    told = [words["bound_note"]] if year.bound != "exact" else []
    if tag == pack.default_language.tag and notes:
        told.append(words["notes"] + " " + " · ".join(notes) + ".")
    text = [] if year.screened.period == "calendar" else [words["financial_year"].format(year=year.year)]
    return {"title": words["counted"], "text": text, "tables": [table], "after": [words["limits_note"], *told]}


def _measures(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    told = [words[f"measures_{name}"] for name in MEASURES]
    groups = [code for code in report.pack.codes.get("groups", ()) if code.from_ is None or code.from_.year <= report.year.year]
    if groups:
        named = words["list_comma"].join(report.pack.text(f"codes.groups.{code.code}", tag) for code in groups)
        keys = " ".join(dict.fromkeys(key for code in groups for key in code.source))
        told.insert(0, words["measures_groups"].format(groups=named, sources=keys))
    return {"title": words["measures"], "text": told, "tables": [], "after": []}


def _compatible(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    rows = [
        [
            words["finds"].format(number=f"{100 * each.sensitivity:g}"),
            bounded(report.pack, f"{per_cent(each.value)} %", report.year.bound, tag),
            words["impossible"] if each.impossible else f"{per_cents(each.low, each.high)} %",
        ]
        for each in report.compatible
    ]
    heading = (words["if_finds"], words["share_fits"], words["limits"])
    table = _table(words["compatible_caption"], heading, rows, numbers=(1, 2))
    return {"title": words["compatible"], "text": [words["compatible_text"]], "tables": [table], "after": [], "chart": True}


def _believed(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    rows = [
        [words[f"belief_{name}"], f"{per_cent(each.value)} %", f"{per_cents(each.low, each.high)} %"]
        for name, each in report.believed.items()
    ]
    heading = (words["belief"], words["median"], words["limits"])
    table = _table(words["believed_caption"], heading, rows, numbers=(1, 2))
    return {"title": words["believed"], "text": [words["believed_text"]], "tables": [table], "after": []}


def _tools(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    rows = [
        [
            _study(report.pack, each, tag),
            _accuracy(each.sensitivity, words),
            _accuracy(each.specificity, words),
            *("–" if worth is None else f"{per_cent(worth)} %" for worth in each.worth),
            _cited(each.study.cite, words),
        ]
        for each in report.tools
    ]
    known = [per_cent(report.share.value), *(f"{100 * rate:g}" for rate in report.base_rates[1:])]
    rates = [words["worth_at"].format(rate=rate) for rate in known]
    heading = (words["study"], words["sensitivity"], words["specificity"], *rates, words["source"])
    table = _table(words["tools_caption"], heading, rows, numbers=range(1, 6), widths=TOOL_WIDTHS)
    own = words["tools_own" if any(each.is_own for each in report.tools) else "tools_none_own"]
    return {"title": words["tools"], "text": [own], "tables": [table], "after": [words["tools_inferred"], words["tools_worth"]]}


def _implied(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    pack = report.pack
    rows = [
        [
            pack.text(f"{KEY}.studies.{study.id}.title", tag),
            f"{study.percent} %" + (f" ({words['of_people'].format(number=f'{study.people:,}')})" if study.people else ""),
            *_would(report, each, words, tag),
            pack.text(f"{KEY}.studies.{study.id}.differs", tag),
            _cited(study, words),
        ]
        for study, each in report.implied
    ]
    heading = (words["study"], words["its_share"], words["would_find"], words["would_miss"], words["differs"], words["source"])
    table = _table(words["implied_caption"], heading, rows, numbers=(1, 2, 3), widths=IMPLIED_WIDTHS)
    return {"title": words["implied"], "text": [words["implied_text"]], "tables": [table], "after": []}


def _would(report: ScreeningReport, implied: Implied, words: dict[str, str], tag: str) -> tuple[str, str]:
    """What the procedure would find of 100 and how many it would miss, if an assumed share held."""
    bound = report.year.bound
    if implied.assumed < report.share.value:
        return words["more_found"], "–"
    found = f"{bounded(report.pack, f'{per_cent(implied.value)}', bound, tag)} ({per_cents(implied.low, implied.high)})"
    return found, bounded(report.pack, f"{implied.missed:,.0f}", TURNED.get(bound, "about"), tag)


def _next(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    shares = sorted({plan.below for plan in report.plans}, reverse=True)
    hits = sorted({plan.hits for plan in report.plans})
    sizes = {(plan.below, plan.hits): f"{plan.size:,}" for plan in report.plans}
    rows = [[f"{100 * below:g} %", *(sizes.get((below, each), "–") for each in hits)] for below in shares]
    heading = (words["missed_below"], *(words["audit_finds"].format(number=each) for each in hits))
    table = _table(words["audit_caption"], heading, rows, numbers=range(len(heading)))
    listed = [words[f"collect_{name}"] for name in COLLECT]
    return {
        "title": words["next"],
        "text": [words["next_text"]],
        "list": listed,
        "tables": [table],
        "after": [words["audit_how"]],
    }


def _refused(report: ScreeningReport, words: dict[str, str], tag: str) -> dict[str, type_of_json]:
    listed = [words[f"refused_{name}"] for name in report.refused]
    return {"title": words["refused"], "text": [words["refused_text"]], "list": listed, "tables": [], "after": []}


def _table(
    caption: str, heading: Iterable[str], rows: list[list[str]], *, numbers: Iterable[int], widths: Iterable[float] = ()
) -> dict[str, type_of_json]:
    """A table; ``numbers`` are the places of the columns set to the end, ``widths`` their shares of a printed page."""
    whole = [[cell.replace(" %", NO_BREAK + "%") for cell in row] for row in rows]
    return {"caption": caption, "heading": list(heading), "rows": whole, "numbers": list(numbers), "widths": list(widths)}


def _number(pack: Pack, row: SeriesValue, words: dict[str, str], tag: str) -> str:
    return words["not_found"] if row.value is None else bounded(pack, f"{row.value:,}", row.bound, tag)


def _cited(cite: Cited | Citation, words: dict[str, str]) -> str:
    return f"{' '.join(cite.source)} ({words['confidence_' + str(cite.confidence)]})"


def _accuracy(accuracy: Share | float | None, words: dict[str, str]) -> str:
    if isinstance(accuracy, Share):
        return f"{per_cent(accuracy.value)} % ({per_cents(accuracy.low, accuracy.high)}; {accuracy.part}/{accuracy.whole})"
    return words["not_found"] if accuracy is None else f"{per_cent(accuracy)} % ({words['no_count']})"


def _study(pack: Pack, tool: Tool, tag: str) -> str:
    """The instrument and the study: in the language where it was translated, else as the pack cites it."""
    key = f"{KEY}.tools.{tool.instrument}_{tool.place}"
    if key in pack.texts.get(tag, {}):
        return pack.text(key, tag)
    return f"{pack.text(f'instruments.{tool.instrument}.title', tag)}: {tool.study.study}"


def _sources(report: ScreeningReport) -> list[list[str]]:
    return [[key, report.pack.sources[key]] for key in dict.fromkeys(_keys(report)) if key in report.pack.sources]


def _keys(report: ScreeningReport) -> Iterator[str]:
    year = report.year
    rows: list[Cited | Citation | None] = [year.screened, year.debriefed, year.identified, *report.pack.codes.get("groups", ())]
    rows += [tool.study.cite for tool in report.tools]
    rows += [study for study, _ in report.implied]
    yield from (key for row in rows if row for key in row.source)

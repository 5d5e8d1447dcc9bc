"""What in a statement can be checked without its extract: that its sentences, tables, shares and record fit one another.

A reader who is not trusted with the records can still see whether the numbers agree with themselves.
"""

from collections.abc import Iterator, Mapping

from firmground.errors import FirmgroundError
from firmground.evidence.draft import draft_from_json
from firmground.evidence.mismatch import Mismatch
from firmground.evidence.placeholders import YEAR, filled
from firmground.evidence.publication import record_faults
from firmground.statistics.intervals import exact_share, percent
from firmground.values import digest, type_of_json

Content = Mapping[str, type_of_json]
BESIDE = ("publication", "files")  # in a manifest, and not under the digest of what is said


def internal_mismatches(stated: Content) -> list[Mismatch]:
    """Everything in a manifest that does not fit something else in it; nothing is recomputed from records."""
    try:
        checks = (_of_digest, _of_sentences, _of_tables, _of_ratios, _of_comparisons)
        found = [each for check in checks for each in check(stated)]
    except (KeyError, TypeError, AttributeError, ValueError, FirmgroundError) as error:
        return [Mismatch("statement.json", f"has not the form of a statement ({type(error).__name__})")]
    return [*found, *(Mismatch("publication", what) for what in record_faults(stated))]


def _of_digest(stated: Content) -> Iterator[Mismatch]:
    said = {key: value for key, value in stated.items() if key not in {"digest", *BESIDE}}
    if digest(said) != stated["digest"]:
        yield Mismatch("digest", "is not that of what the statement says")


def _of_sentences(stated: Content) -> Iterator[Mismatch]:
    """Each sentence against its draft with the quotes put in, and each quote against the figure that it names."""
    draft = draft_from_json(stated["draft"], where="draft")
    written = {each.id: each.text for each in draft.sentences}
    if [each["id"] for each in stated["sentences"]] != list(written):
        yield Mismatch("sentences", "are not those of the draft, each once and in its order")
    if not list(stated["sections"]) == list(draft.sections) == stated["order"] or dict(draft.sections) != stated["sections"]:
        yield Mismatch("sections", "are not those of the draft, in its order")
    for sentence in stated["sentences"]:
        where = f"sentence {sentence['id']}"
        if sentence["id"] not in written:
            yield Mismatch(where, "is not in the draft")
            continue
        shown = {quote["asked"]: quote["shown"] for quote in sentence["quotes"]} | {YEAR: str(stated["year"])}
        text = filled(written[sentence["id"]], lambda asked, known=shown: known.get(asked, "?"))  # type: ignore[misc]
        if text != sentence["text"]:
            yield Mismatch(where, f"says “{sentence['text']}”; its quotes give “{text}”")
        for quote in sentence["quotes"]:
            known = _shown(stated, quote["asked"])
            if known is not None and known != quote["shown"]:
                yield Mismatch(where, f"quotes {quote['shown']} for {quote['asked']}; the table says {known}")


def _shown(stated: Content, asked: str) -> str | None:
    """What a table or a ratio of the statement says for an id, ``None`` where it quotes neither."""
    name, _, part = asked.partition(".")
    if name in stated["figures"]:
        figure = stated["figures"][name]
        if figure.get("recorded") is False:
            return str(stated["words"].get("not_recorded"))
        count = figure["cells"][part] if part else figure["total"]
        return str(stated["words"].get("withheld")) if count is None else f"{count:,}"
    if name in stated["ratios"]:
        shown: str = stated["ratios"][name][part or "percent"]
        return shown
    return None


def _of_tables(stated: Content) -> Iterator[Mismatch]:
    """Cells of events add up to their total, persons come to at least it, and no small count is shown where none may be."""
    least = stated["rules"]["minimum_count"] or 1
    for name, figure in stated["figures"].items():
        counts, total = list(figure["cells"].values()), figure["total"]
        where, known = f"figure {name}", sum(count for count in counts if count is not None)
        if counts and total is not None:
            is_whole = None not in counts
            if figure["counting"] == "event" and (known != total if is_whole else known >= total):
                yield Mismatch(where, f"has cells that come to {known}, and a total of {total}")
            if figure["counting"] == "person" and (max(counts, key=lambda count: count or 0) or 0) > total:
                yield Mismatch(where, f"has a cell larger than its total of {total}")
        if stated["definitions"][name]["disclosure"] == "small_counts":
            if total is not None and 0 < total < least:
                yield Mismatch(where, f"shows its total, which is below {least}")
            small = [code for code, count in figure["cells"].items() if count is not None and 0 < count < least]
            yield from (Mismatch(where, f"shows {code}, which is below {least}") for code in small)


def _of_comparisons(stated: Content) -> Iterator[Mismatch]:
    """What a comparison says is recorded, against the figure that it names."""
    for each in stated["comparisons"]:
        total = stated["figures"][each["figure"]]["total"] if each["figure"] else None
        if each["recorded"] != ("" if total is None else f"{total:,}"):
            yield Mismatch(f"comparison {each['id']}", f"says {each['recorded']}; the table says {total}")


def _of_ratios(stated: Content) -> Iterator[Mismatch]:
    for name, ratio in stated["ratios"].items():
        part, whole = (stated["figures"][ratio[side]]["total"] for side in ("numerator", "denominator"))
        if ratio["percent"] is None:
            continue
        if part is None or not whole or part > whole:
            yield Mismatch(f"ratio {name}", "is shown, and its counts are not")
            continue
        share = exact_share(part, whole)
        for key, value in {"percent": share.value, "low": share.low, "high": share.high}.items():
            if percent(value) != ratio[key]:
                yield Mismatch(f"ratio {name}", f"says {ratio[key]} ({key}); its counts give {percent(value)}")

"""The statement of a year: sentences that quote figures, facts and claims by id, and the record of how they came about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firmground.errors import StatementError
from firmground.evidence.comparisons import Comparison, comparisons_of
from firmground.evidence.draft import Draft, draft_of
from firmground.evidence.quoting import is_small
from firmground.evidence.sentences import Sentence, examine
from firmground.packs.digest import as_json
from firmground.packs.pack import Pack
from firmground.statistics.disclosure.figures import Printed
from firmground.statistics.disclosure.releases import Release
from firmground.statistics.extract import Extract
from firmground.statistics.figure import Figure, Figures, Ratio
from firmground.statistics.tabulation import compute_figures, withheld_against
from firmground.statistics.words import cell_label
from firmground.values import digest, type_of_json

FORMAT = "firmground-statement-2"
ROUNDING = {"counts": "not rounded", "shares": "per cent, to the nearest thousandth"}
WORDS = (  # the fixed words of a statement, as text keys statement.words.*
    "basis",
    "beside",
    "check",
    "check_how",
    "comparisons",
    "count",
    "counts_events",
    "counts_persons",
    "data",
    "definition",
    "definitions",
    "disclosure_rule",
    "figure",
    "no_basis",
    "not_recorded",
    "not_reviewed",
    "note",
    "nothing_beside",
    "pack",
    "position",
    "position_basis",
    "publication",
    "published_basis",
    "query",
    "record_basis",
    "register_basis",
    "resolved_by",
    "reviewers",
    "revises",
    "revision_causes",
    "revisions",
    "rounding_rule",
    "said",
    "seal",
    "shows_not",
    "sources",
    "stands_on",
    "statement",
    "synthetic",
    "tables",
    "total",
    "unverified",
    "withheld",
)


@dataclass(frozen=True)
class Statement:
    """A composed statement with the figures behind it."""

    pack: Pack
    extract: Extract
    draft: Draft
    is_packs_own: bool
    sentences: tuple[Sentence, ...]
    figures: Figures
    comparisons: tuple[Comparison, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    withheld_beside: tuple[Printed, ...] = ()

    def to_json(self) -> dict[str, type_of_json]:
        """What the statement says, as data: without who reviewed it and without the files made from it.

        ``digest`` is that of everything else here, the draft included, so it can be put together again from the extract.
        """
        content = {**self._identity(), **self._said(), **self._counted()}
        return {**content, "digest": digest(content)}

    def _identity(self) -> dict[str, type_of_json]:
        language = self.pack.language(self.draft.language)
        return {
            "format": FORMAT,
            "title": self.draft.title,
            "pack": self.pack.id,
            "pack_digest": self.pack.digest,
            "extract_digest": self.extract.digest,
            "year": self.draft.year,
            "language": language.tag,
            "direction": language.direction,
            "synthetic": self.extract.synthetic,
        }

    def _said(self) -> dict[str, type_of_json]:
        rest_on = [*(each.sources for each in self.sentences), *(each.sources for each in self.comparisons)]
        cited = sorted({key for sources in rest_on for key in sources})
        return {
            "is_packs_own": self.is_packs_own,
            "draft": self.draft.to_json(),
            "sections": dict(self.draft.sections),
            "order": list(self.draft.sections),
            "sentences": [sentence.to_json() for sentence in self.sentences],
            "comparisons": [each.to_json() for each in self.comparisons],
            "words": dict(self.words),
            "sources": {key: self.pack.sources.get(key, "") for key in cited},
        }

    def _counted(self) -> dict[str, type_of_json]:
        least = self.pack.disclosure.minimum_count if self.pack.disclosure else None
        return {
            "rules": {"rounding": ROUNDING, "minimum_count": least},
            "definitions": {each.id: as_json(each.model_dump(mode="json")) for each in (*self.pack.figures, *self.pack.ratios)},
            "withheld_beside": [list(each) for each in self.withheld_beside],
            "figures": {name: _figure_to_json(self.pack, figure) for name, figure in self.figures.figures.items()},
            "ratios": {name: _ratio_to_json(self.pack, self.figures, ratio) for name, ratio in self.figures.ratios.items()},
            "labels": _labels(self.pack, self.figures, self.draft.language),
        }


def compose(pack: Pack, extract: Extract, year: int, language: str) -> Statement:
    """The pack's own statement of a year, in a language, with every number recomputed from the extract.

    Raises ``StatementError`` naming the first sentence that cannot stand, with what to do; then nothing is built.
    """
    return compose_draft(pack, extract, draft_of(pack, year, language))


def compose_draft(
    pack: Pack,
    extract: Extract,
    draft: Draft,
    *,
    earlier: Sequence[Mapping[str, type_of_json]] = (),
    withheld_beside: Iterable[Printed] = (),
) -> Statement:
    """A statement from a draft, with every number recomputed from the extract. Refuses as ``compose`` does.

    What readers of ``earlier`` statements, given as manifests, could work out is withheld; ``withheld_beside`` says which cells
    those are when the earlier statements are not at hand.
    """
    pack.language(draft.language)
    beside = withheld_for(pack, extract, draft.year, earlier) if earlier else tuple(withheld_beside)
    figures = compute_figures(pack, extract, draft.year, also_withheld=frozenset(beside))
    examined = examine(pack, figures, draft)
    if examined.faults:
        raise examined.faults[0]
    return Statement(
        pack=pack,
        extract=extract,
        draft=draft,
        is_packs_own=is_packs_own(pack, draft),
        sentences=examined.sentences,
        figures=figures,
        comparisons=comparisons_of(pack, figures, extract, draft.language),
        words={word: pack.text(f"statement.words.{word}", draft.language) for word in WORDS},
        withheld_beside=beside,
    )


def withheld_for(pack: Pack, extract: Extract, year: int, earlier: Sequence[Mapping[str, type_of_json]]) -> tuple[Printed, ...]:
    """The cells that could be shown if the earlier statements, given as manifests, had not been published.

    Name all that readers may have, not the last one only. Raises ``StatementError`` where nothing hides a small rise.
    """
    if not earlier:
        return ()
    numbered = enumerate(earlier, 1)
    releases = [Release(f"statement {n} ({each['digest'][:19]})", each["year"], each["figures"]) for n, each in numbered]
    withheld, told = withheld_against(pack, extract, year, releases)
    if told:
        remedy = "wait until more records came in, or leave the table out of the pack's figures"
        raise StatementError(f"tells a small rise since an earlier one: {'; '.join(told[:3])}", where="figures", remedy=remedy)
    return withheld


def is_packs_own(pack: Pack, draft: Draft) -> bool:
    """Whether a draft is word for word the statement that the pack gives for its year and language."""
    try:
        return draft == draft_of(pack, draft.year, draft.language)
    except StatementError:
        return False


def _figure_to_json(pack: Pack, figure: Figure) -> dict[str, type_of_json]:
    """A figure as data, without a total, or a count of rows that its filter could not decide, that is itself small."""
    shown = figure.to_json()
    least = pack.disclosure.minimum_count if pack.disclosure else 1
    total = None if is_small(pack, figure) or not figure.recorded else figure.total
    return {
        **shown,
        "total": total,
        "not_decided": None if total is None or 0 < figure.not_decided < least else figure.not_decided,
    }


def _ratio_to_json(pack: Pack, figures: Figures, ratio: Ratio) -> dict[str, type_of_json]:
    """A ratio as data; not shown when a part of it is a small count."""
    shown = ratio.to_json()
    hidden = any(is_small(pack, figures.figures[name]) for name in (ratio.numerator, ratio.denominator))
    return {**shown, "percent": None, "low": None, "high": None} if hidden else shown


def _labels(pack: Pack, figures: Figures, language: str) -> dict[str, str]:
    """The names of figures, ratios and the codes in their tables."""
    labels = {name: pack.text(f"figures.{name}", language) for name in (*figures.figures, *figures.ratios)}
    for figure in figures.figures.values():
        for code in figure.cells:
            labels[f"{figure.group}.{code}"] = cell_label(pack, figure.group, code, language)
    return labels

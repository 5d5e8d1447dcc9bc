"""Starting the draft of a statement: from the pack's own, or from the one that was published last."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.errors import FirmgroundError
from firmground.evidence.draft import Draft, draft_from_json, draft_of
from firmground.packs.pack import Pack
from firmground.statistics.figure import Figures
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.figures import events
from firmground_site.figures.actions.extracting import YEARS
from firmground_site.figures.drafts import last_publication
from firmground_site.figures.models import DraftSentence, DraftWriter, Publication, StatementDraft
from firmground_site.figures.published import content_of
from firmground_site.figures.records import live_figures
from firmground_site.figures.written import Written, with_what_is_seen
from firmground_site.packs.queries import active_pack


@action(permission=Permission.STATEMENT_WRITE, records=[events.DRAFT_STARTED])
def start_draft(*, year: int, language: str, from_published: bool, by: Actor) -> StatementDraft:
    """Start a draft from the pack's statement of the year, or from the last publication, whose numbers are then read again.

    Refused for a year without records, for a language without all texts, and while another draft of both is under way.
    """
    pack = active_pack()
    _must_be_possible(pack, year, language)
    last = last_publication(year, language)
    if from_published and last is None:
        raise Refused(_("Nothing is published of that year in that language. Start from the statement of the pack."))
    figures = live_figures(year)
    value = _value(pack, year, language, last if from_published else None)
    draft = StatementDraft.objects.create(
        year=year,
        language=language,
        title=value.title,
        sections=[list(each) for each in value.sections.items()],
        started_at=timezone.now(),
        started_by_id=by.member_id,
    )
    DraftSentence.objects.bulk_create(_sentences(draft, value, None if from_published else figures, by))
    wrote(draft, by)
    if from_published and last:  # whose sentences these are may not review them either
        earlier = last.draft.writers.exclude(first_wrote_by=by.member_id)
        DraftWriter.objects.bulk_create(
            DraftWriter(draft=draft, first_wrote_by=each.first_wrote_by, first_wrote_at=each.first_wrote_at) for each in earlier
        )
    start = f"publication:{last.pk}" if from_published and last else "pack"
    record(events.DRAFT_STARTED, subject=draft, year=year, language=language, start=start, sentences=len(value.sentences))
    return draft


def wrote(draft: StatementDraft, by: Actor) -> None:
    """Keep, within an action, that somebody wrote in a draft: they cannot review it."""
    DraftWriter.objects.get_or_create(draft=draft, first_wrote_by_id=by.member_id, defaults={"first_wrote_at": timezone.now()})


def _must_be_possible(pack: Pack, year: int, language: str) -> None:
    if year not in YEARS:
        raise Refused(_("{year} is not a year. Write it with four digits.").format(year=year))
    if language not in {each.tag for each in pack.manifest.languages if each.state == "full"}:
        raise Refused(_("The territory has no such language with all texts."))
    if StatementDraft.objects.filter(year=year, language=language, published_at__isnull=True).exists():
        raise Refused(_("A draft of {year} in that language is under way. Go on with that one.").format(year=year))


def _value(pack: Pack, year: int, language: str, last: Publication | None) -> Draft:
    try:
        return draft_from_json(content_of(last)["draft"], where="draft") if last else draft_of(pack, year, language)
    except FirmgroundError as error:
        raise Refused(str(error)) from error


def _sentences(draft: StatementDraft, value: Draft, figures: Figures | None, by: Actor) -> Iterable[DraftSentence]:
    """The sentences of a value as rows. With figures they count as seen now; without, as their writers saw them."""
    for place, each in enumerate(value.sentences):
        kept = (
            each.id,
            each.section,
            each.kind,
            each.text,
            each.source,
            each.confidence or "",
            each.conflicts,
            each.note,
            each.seen,
        )
        written = Written(*kept)
        if figures is not None:
            written = with_what_is_seen(written, figures, draft.language)
        yield row_of(written, draft, place=place, by=by)


def row_of(written: Written, draft: StatementDraft, *, place: int, by: Actor) -> DraftSentence:
    """A new row of a sentence, not kept yet."""
    sentence = DraftSentence(draft=draft, place=place, written_at=timezone.now(), written_by_id=by.member_id)
    return put_into(sentence, written)


def put_into(sentence: DraftSentence, written: Written) -> DraftSentence:
    """What was written put into a row, not kept yet."""
    for name in ("name", "section", "kind", "text", "confidence", "note"):
        setattr(sentence, name, getattr(written, name))
    sentence.sources, sentence.conflicts, sentence.seen = list(written.sources), list(written.conflicts), dict(written.seen)
    return sentence

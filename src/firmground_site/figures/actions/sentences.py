"""Writing, moving and removing the sentences of a draft, which is possible until it is put to review."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action, record
from firmground_site.figures import events
from firmground_site.figures.actions.drafting import put_into, row_of, wrote
from firmground_site.figures.models import DraftSentence, StatementDraft
from firmground_site.figures.models.draft import LONGEST_TEXT
from firmground_site.figures.records import live_figures
from firmground_site.figures.written import Written, draft_value, in_order, with_what_is_seen, written_of

IN_REVIEW = gettext_lazy(
    "The statement is with its reviewers. Return it first; reviews of it are then void once anything is changed."
)
PUBLISHED = gettext_lazy("This statement is published, and is never changed. Start a new draft from it.")


@action(permission=Permission.STATEMENT_WRITE, records=[events.SENTENCE_WRITTEN])
def add_sentence(*, draft: StatementDraft, written: Written, by: Actor) -> DraftSentence:
    """Add a sentence at the end of its section, with what its writer sees for everything that it quotes.

    It is kept also while it cannot stand; what keeps it from standing is shown until it is put right. Refused is what has not
    the form of a sentence, and a name that another sentence has.
    """
    current = held_for_writing(draft)
    _refuse(current, written, but=None)
    seen = with_what_is_seen(written, live_figures(current.year), current.language)
    last = current.sentences.aggregate(last=Max("place"))["last"]
    sentence = row_of(seen, current, place=0 if last is None else last + 1, by=by)
    sentence.save()
    _grown(current, by)
    record(events.SENTENCE_WRITTEN, subject=current, before=None, after=seen.to_json())
    return sentence


@action(permission=Permission.STATEMENT_WRITE, records=[events.SENTENCE_WRITTEN])
def write_sentence(*, sentence: DraftSentence, version: int, written: Written, by: Actor) -> DraftSentence:
    """Change a sentence, or save it again as it is, which says that its numbers were read as they are now.

    Raises ``Stale`` when somebody changed it since ``version`` was read. Refused as ``add_sentence`` refuses.
    """
    draft, current = _held(sentence, version)
    _refuse(draft, written, but=current)
    before = written_of(current)
    seen = with_what_is_seen(written, live_figures(draft.year), draft.language)
    put_into(current, seen)
    current.version += 1
    current.written_at, current.written_by_id = timezone.now(), by.member_id
    current.save()
    _grown(draft, by)
    record(events.SENTENCE_WRITTEN, subject=draft, before=before.to_json(), after=seen.to_json())
    return current


@action(permission=Permission.STATEMENT_WRITE, records=[events.SENTENCE_MOVED])
def move_sentence(*, sentence: DraftSentence, version: int, up: bool, by: Actor) -> DraftSentence:
    """Move a sentence by one place within its section, up or down; refused at the end of it. ``Stale`` as for a change."""
    draft, current = _held(sentence, version)
    listed = [each for each in in_order(draft) if each.section == current.section]
    here = next(place for place, each in enumerate(listed) if each.pk == current.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(listed):
        first, last = (
            _("The sentence is the first of its section already."),
            _("The sentence is the last of its section already."),
        )
        raise Refused(first if up else last)
    other = listed[there]
    current.place, other.place = other.place, current.place
    for each in (current, other):
        each.save(update_fields=["place"])
    _grown(draft, by)
    record(events.SENTENCE_MOVED, subject=draft, name=current.name, up=up)
    return current


@action(permission=Permission.STATEMENT_WRITE, records=[events.SENTENCE_REMOVED])
def remove_sentence(*, sentence: DraftSentence, version: int, by: Actor) -> None:
    """Remove a sentence; what it said stays in the ledger. ``Stale`` as for a change."""
    draft, current = _held(sentence, version)
    said = written_of(current).to_json()
    current.delete()
    _grown(draft, by)
    record(events.SENTENCE_REMOVED, subject=draft, before=said)


def held_for_writing(draft: StatementDraft) -> StatementDraft:
    """A draft that may be written in, held until the action ends."""
    current = StatementDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if current.state != "writing":
        raise Refused(str(PUBLISHED if current.published_at else IN_REVIEW))
    return current


def _held(sentence: DraftSentence, version: int) -> tuple[StatementDraft, DraftSentence]:
    draft = held_for_writing(sentence.draft)
    current = DraftSentence.objects.filter(pk=sentence.pk).first()
    if current is None:
        raise Refused(_("Somebody removed this sentence since you opened it. What it said is in the ledger."))
    if current.version != version:
        raise Stale(current)
    return draft, current


def _refuse(draft: StatementDraft, written: Written, *, but: DraftSentence | None) -> None:
    if not written.text.strip():
        raise Refused(_("Write the sentence."))
    if len(written.text) > LONGEST_TEXT or len(written.note) > LONGEST_TEXT:
        raise Refused(_("Write at most {most} characters.").format(most=intcomma(LONGEST_TEXT)))
    if written.section not in dict(draft.sections):
        raise Refused(_("Choose a section of the statement."))
    same = draft.sentences.filter(name=written.name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refused(_("Another sentence is called {name}. Give this one another name.").format(name=written.name))
    draft_value(draft, [written])


def _grown(draft: StatementDraft, by: Actor) -> None:
    wrote(draft, by)
    StatementDraft.objects.filter(pk=draft.pk).update(version=F("version") + 1)

"""The example statement of the demonstration: drafted, reviewed by two and published by a fourth, through the actions.

Everybody in it is invented, and so are its numbers; it says so on every page.
"""

import json

from django.utils.translation import gettext as _

from firmground.evidence.draft import draft_of
from firmground.evidence.sentences import examine
from firmground_site.access.actors import Actor, actor_for
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused
from firmground_site.figures.actions.drafting import start_draft
from firmground_site.figures.actions.publishing import publish_statement
from firmground_site.figures.actions.reviewing import put_to_review, review_statement
from firmground_site.figures.drafts import last_publication
from firmground_site.figures.models import Publication, StatementDraft
from firmground_site.figures.records import live_figures
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack

REVIEWERS = {
    "second_statistician": "Statistics office",  # stays in English: it is published
    "secretariat": "Secretariat of the action plan",  # stays in English: it is published
}


def publish_example(year: int) -> Publication | None:
    """Publish the pack's own statement of an invented year; ``None`` where there is one already, or a sentence cannot stand."""
    pack, language = active_pack(), active_pack().default_language.tag
    under_way = StatementDraft.objects.filter(year=year, language=language).exists()
    if under_way or last_publication(year, language) or not pack.sentences:
        return None
    if examine(pack, live_figures(year), draft_of(pack, year, language)).faults:
        return None
    draft = start_draft(year=year, language=language, from_published=False, by=_member("statistician"))
    draft = put_to_review(draft=draft, version=draft.version, by=_member("statistician"))
    names = [each["id"] for each in json.loads(draft.content)["sentences"]]
    for key, office in REVIEWERS.items():
        review_statement(draft=draft, digest=draft.content_digest, office=office, read=names, by=_member(key))
    return publish_statement(draft=draft, digest=draft.content_digest, by=_member("publisher"))


def _member(key: str) -> Actor:
    email = next((each.email for each in demo_members(active_pack()) if each.key == key), "")
    member = Member.objects.filter(email=email, is_active=True).first()
    if member is None:
        raise Refused(_("Nobody of the demonstration is here as {key}.").format(key=key))
    return actor_for(member)

"""Reviewing a statement: two persons who wrote nothing of it, for exactly the text and figures that they read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from figures.stating import names_in, publish, review, reviewed, rewritten, sentence, started, submitted

from firmground.statistics.extract import COLUMNS, read_extract
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.figures.actions.reviewing import put_to_review, return_draft
from firmground_site.figures.drafts import valid_reviews, void_reviews, waiting_for
from firmground_site.figures.models import FrozenExtract, StatementDraft

pytestmark = pytest.mark.django_db


def returned(staff: Any, draft: StatementDraft, by: str = "secretariat") -> StatementDraft:
    return return_draft(draft=draft, reasons="The second sentence says too much.", by=staff.actor(by))


# --- putting to review ------------------------------------------------------------------------------------------------


def test_what_is_put_to_review_is_frozen_with_the_digests_of_its_tables(staff: Any, settings: Any) -> None:
    draft = submitted(staff)
    assert draft.state == "review"
    kept = FrozenExtract.objects.get()
    extract = read_extract(settings.FROZEN_EXTRACTS / kept.folder)
    assert (extract.digest, dict(extract.tables)) == (kept.digest, kept.tables)
    assert set(extract.tables) == set(COLUMNS)
    assert Path(settings.FROZEN_EXTRACTS).stat().st_mode & 0o077 == 0


def test_a_statement_with_a_sentence_that_cannot_stand_is_refused_by_its_name_and_a_remedy(staff: Any) -> None:
    draft = started(staff)
    rewritten(staff, sentence(draft, "screened"), text="Asked {nothing} times.")
    rewritten(staff, sentence(draft, "persons"), text="Of 60 persons: {persons_screened}.")
    with pytest.raises(Refused) as refused:
        submitted(staff, draft)
    assert [each.partition(":")[0] for each in refused.value.reasons] == ["sentence screened, {nothing}", "sentence persons"]
    assert all("What to do: " in each for each in refused.value.reasons)
    assert not FrozenExtract.objects.exists()


def test_a_draft_that_was_changed_since_it_was_opened_is_not_put_to_review(staff: Any) -> None:
    draft = started(staff)
    rewritten(staff, sentence(draft, "screened"), by="second_statistician")
    with pytest.raises(Stale):
        put_to_review(draft=draft, version=draft.version, by=staff.actor("statistician"))


# --- reviewing --------------------------------------------------------------------------------------------------------


def test_two_persons_review_and_the_statement_waits_for_its_publisher(staff: Any) -> None:
    draft = submitted(staff)
    assert [each.what for each in waiting_for(staff.actor("secretariat"))] == ["Review it"]
    assert waiting_for(staff.actor("publisher")) == []
    reviewed(staff, draft)
    assert len(valid_reviews(draft)) == 2
    assert waiting_for(staff.actor("secretariat")) == []
    assert [each.what for each in waiting_for(staff.actor("publisher"))] == ["Publish it"]
    assert waiting_for(staff.actor("statistician")) == []


def test_whoever_wrote_a_sentence_cannot_review_also_after_another_rewrote_it(staff: Any) -> None:
    draft = started(staff)
    rewritten(staff, sentence(draft, "screened"), by="second_statistician")
    rewritten(staff, sentence(draft, "screened"), by="statistician")
    submitted(staff, draft)
    draft.refresh_from_db()
    for who in ("statistician", "second_statistician"):
        with pytest.raises(Refused, match="You wrote in this statement"):
            review(staff, draft, who)


def test_a_review_that_is_not_whole_is_refused(staff: Any) -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"office": " "}, "for which office"),
        ({"read": ["screened"]}, "Not ticked: persons"),
        ({"digest": "sha256:" + "0" * 64}, "another than the one that you opened"),
    ]
    draft = submitted(staff)
    for changes, says in refused:
        with pytest.raises(Refused, match=says):
            review(staff, draft, "secretariat", **changes)
    assert not draft.reviews.exists()


def test_nobody_reviews_twice_nor_without_permission_nor_what_is_not_in_review(staff: Any) -> None:
    draft = started(staff)
    with pytest.raises(Refused, match="not in review"):
        review(staff, draft, "secretariat", read=["screened"])
    draft = submitted(staff, draft)
    review(staff, draft, "secretariat")
    with pytest.raises(Refused, match="reviewed this statement already"):
        review(staff, draft, "secretariat")
    with pytest.raises(NotPermitted):
        review(staff, draft, "publisher")


def test_a_review_is_void_as_soon_as_anything_is_changed(staff: Any) -> None:
    draft = reviewed(staff)
    returned(staff, draft)
    rewritten(staff, sentence(draft, "screened"), text="Asked {initial_screenings} times.")
    draft = submitted(staff, draft)
    assert valid_reviews(draft) == []
    assert len(void_reviews(draft)) == 2
    with pytest.raises(Refused, match="exactly this text"):
        publish(staff, draft)
    reviewed(staff, draft)
    assert publish(staff, draft).number == 1


def test_a_review_holds_for_a_statement_that_comes_back_unchanged(staff: Any) -> None:
    draft = reviewed(staff)
    returned(staff, draft)
    draft = submitted(staff, draft)
    assert len(valid_reviews(draft)) == 2


# --- returning --------------------------------------------------------------------------------------------------------


def test_a_statement_is_returned_with_reasons_by_whoever_may(staff: Any) -> None:
    draft = started(staff)
    for who in ("secretariat", "publisher", "statistician"):
        draft = returned(staff, submitted(staff, draft), by=who)
        assert (draft.state, draft.content) == ("writing", "")
    assert [each.what for each in waiting_for(staff.actor("statistician"))] == ["It was returned: write it again"]


def test_a_statement_is_not_returned_without_reasons_nor_when_nobody_reviews_it(staff: Any) -> None:
    draft = submitted(staff)
    with pytest.raises(Refused, match="Write why"):
        return_draft(draft=draft, reasons=" ", by=staff.actor("secretariat"))
    with pytest.raises(NotPermitted):
        returned(staff, draft, by="auditor")
    returned(staff, draft)
    with pytest.raises(Refused, match="not in review"):
        returned(staff, draft)


def test_the_database_keeps_a_review_to_one_for_each_person_and_text(staff: Any) -> None:
    draft = submitted(staff)
    made = review(staff, draft, "secretariat")
    made.pk = None
    made._state.adding = True
    with writing("a test"), pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
    with writing("a test"), pytest.raises(IntegrityError), transaction.atomic():
        StatementDraft.objects.filter(pk=draft.pk).update(content="")


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_reviewer_reads_every_sentence_beside_what_it_stands_on_and_ticks_it(
    staff: Any, as_member: Callable[[str], Client]
) -> None:
    draft, client = submitted(staff), as_member("secretariat")
    address = f"/statements/drafts/{draft.pk}/review/"
    page = client.get(address).content.decode()
    assert f"All {draft.sentences.count()} sentences stand." in page
    assert draft.content_digest in page
    tables = [each for each in json.loads(draft.content)["figures"].values() if each["cells"]]
    assert tables
    assert page.count("<table") >= len(tables)  # the digest that is reviewed covers them too
    some = client.post(address, {"digest": draft.content_digest, "office": "Secretariat", "read": ["screened"]})
    assert some.status_code == 400
    assert "Not ticked: persons" in some.content.decode()
    every = client.post(address, {"digest": draft.content_digest, "office": "Secretariat", "read": names_in(draft)})
    assert every.status_code == 302
    assert draft.reviews.get().office == "Secretariat"
    assert "You reviewed this statement already." in client.get(address).content.decode()


def test_a_writer_who_opens_the_review_is_told_that_others_must_do_it(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft = submitted(staff)
    page = as_member("statistician").get(f"/statements/drafts/{draft.pk}/review/").content.decode()
    assert "Two others must review it." in page
    assert "record my review" not in page


def test_home_says_what_waits(staff: Any, as_member: Callable[[str], Client]) -> None:
    reviewed(staff)
    assert "Publish it: Yearly statement of Freeport" in as_member("publisher").get("/").content.decode()
    assert "Statements that wait for you" not in as_member("auditor").get("/").content.decode()

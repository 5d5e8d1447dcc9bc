"""Drafting a statement: where it starts, how sentences are written, and what keeps them from standing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from figures.stating import LANGUAGE, YEAR, a_sentence, publish, reviewed, rewritten, sentence, started, submitted, typed

from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.exporting import current_heads, exported_entries
from firmground_site.figures.actions.drafting import start_draft
from firmground_site.figures.actions.sentences import add_sentence, move_sentence, remove_sentence
from firmground_site.figures.models import StatementDraft
from firmground_site.figures.quotable import quotable
from firmground_site.figures.records import live_figures
from firmground_site.figures.views.drafts import lines_of
from firmground_site.figures.written import in_order, preview_of

pytestmark = pytest.mark.django_db
HOSTILE = (
    "<script>alert(1)</script> {initial_screenings}",
    "{{ settings.SECRET_KEY }} {initial_screenings}",
    "{% load x %} {initial_screenings}",
    "{initial_screenings.__class__}",
    '=HYPERLINK("https://evil.example","x") {initial_screenings}',
    "{initial_screenings} \u202e gnp.exe",
    "{" * 50 + "initial_screenings" + "}" * 50,
)


def faults_of(draft: StatementDraft, **changes: Any) -> list[str]:
    return list(preview_of(draft, a_sentence(**changes), live_figures(YEAR)).faults)


# --- starting ---------------------------------------------------------------------------------------------------------


def test_a_draft_starts_from_the_territory_s_statement_and_every_sentence_counts_as_read(staff: Any) -> None:
    draft = started(staff)
    lines, of_all = lines_of(draft, live_figures(YEAR))
    assert of_all == []
    assert [line.faults for line in lines] == [()] * len(lines)
    assert sentence(draft, "screened").seen == {"initial_screenings": "60"}
    assert draft.state == "writing"
    assert [name for name, _ in draft.sections] == ["counts", "decisions", "outcomes", "published", "positions"]


def test_a_draft_starts_from_the_last_publication_with_the_words_that_were_published(staff: Any) -> None:
    draft = started(staff)
    rewritten(staff, sentence(draft, "screened"), text="The quay questions were asked {initial_screenings} times.")
    publish(staff, reviewed(staff, submitted(staff, draft)))
    again = started(staff, from_published=True)
    assert sentence(again, "screened").text == "The quay questions were asked {initial_screenings} times."


def test_whose_sentences_were_published_may_not_review_them_when_another_starts_from_them(staff: Any) -> None:
    first = publish(staff, reviewed(staff))
    again = started(staff, from_published=True, by="second_statistician")
    wrote = {each.first_wrote_by_id for each in again.writers.all()}
    assert wrote == {staff.second_statistician.pk, *(each.first_wrote_by_id for each in first.draft.writers.all())}
    assert staff.statistician.pk in wrote


def test_a_draft_that_has_nothing_to_start_from_is_refused(staff: Any) -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"from_published": True}, "Nothing is published of that year"),
        ({"year": 2001}, "Nothing was screened or decided in 2001"),
        ({"year": 30000}, "is not a year"),
        ({"language": "xx"}, "no such language"),
    ]
    for asked, says in refused:
        with pytest.raises(Refused, match=says):
            start_draft(
                **({"year": YEAR, "language": LANGUAGE, "from_published": False, "by": staff.actor("statistician")} | asked)
            )
    assert not StatementDraft.objects.exists()


def test_a_second_draft_of_the_same_year_and_language_is_refused(staff: Any) -> None:
    started(staff)
    with pytest.raises(Refused, match="is under way"):
        started(staff)
    assert started(staff, language="ar").language == "ar"


def test_whoever_does_not_write_statements_starts_none(staff: Any) -> None:
    for who in ["secretariat", "publisher", "auditor"]:
        with pytest.raises(NotPermitted):
            started(staff, by=who)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_sentence_is_added_at_the_end_of_its_section_and_told_in_the_ledger(staff: Any) -> None:
    draft = started(staff)
    made = add_sentence(draft=draft, written=a_sentence(), by=staff.actor("statistician"))
    assert [each.name for each in in_order(draft) if each.section == "counts"][-1] == "asked_again"
    assert made.seen == {"initial_screenings": "60"}
    assert [each.entry.kind for each in exported_entries(current_heads())][-1] == "statement:sentence_written"


def test_what_has_not_the_form_of_a_sentence_is_refused(staff: Any) -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"text": "  "}, "Write the sentence"),
        ({"text": "a" * 4_001}, "at most 4,000"),
        ({"note": "a" * 4_001}, "at most 4,000"),
        ({"section": "elsewhere"}, "Choose a section"),
        ({"name": "screened"}, "Another sentence is called screened"),
        ({"name": "Not An Id"}, "The draft"),
        ({"kind": "rumour"}, "The draft"),
        ({"confidence": "certain"}, "The draft"),
    ]
    draft = started(staff)
    before = draft.sentences.count()
    for changes, says in refused:
        with pytest.raises(Refused, match=says):
            add_sentence(draft=draft, written=a_sentence(**changes), by=staff.actor("statistician"))
    assert draft.sentences.count() == before


def test_a_sentence_that_somebody_changed_meanwhile_is_stale(staff: Any) -> None:
    draft = started(staff)
    opened = sentence(draft, "screened")
    rewritten(staff, sentence(draft, "screened"), by="second_statistician", text="Asked {initial_screenings} times.")
    with pytest.raises(Stale) as stale:
        rewritten(staff, opened, text="Something else {initial_screenings}.")
    assert stale.value.current.text == "Asked {initial_screenings} times."
    assert sentence(draft, "screened").text == "Asked {initial_screenings} times."


def test_a_sentence_moves_within_its_section_and_not_beyond(staff: Any) -> None:
    draft, by = started(staff), staff.actor("statistician")
    first, second = (each.name for each in in_order(draft)[:2])
    row = sentence(draft, second)
    move_sentence(sentence=row, version=row.version, up=True, by=by)
    assert [each.name for each in in_order(draft)[:2]] == [second, first]
    with pytest.raises(Refused, match="first of its section"):
        move_sentence(sentence=sentence(draft, second), version=row.version, up=True, by=by)


def test_a_sentence_is_removed_and_then_gone(staff: Any) -> None:
    draft, by = started(staff), staff.actor("statistician")
    row = sentence(draft, "persons")
    remove_sentence(sentence=row, version=row.version, by=by)
    assert not draft.sentences.filter(name="persons").exists()
    with pytest.raises(Refused, match="removed this sentence"):
        rewritten(staff, row)


def test_nothing_is_written_while_reviewers_read(staff: Any) -> None:
    draft = submitted(staff)
    with pytest.raises(Refused, match="with its reviewers"):
        rewritten(staff, sentence(draft, "screened"))
    with pytest.raises(Refused, match="with its reviewers"):
        add_sentence(draft=draft, written=a_sentence(), by=staff.actor("statistician"))


# --- what keeps a sentence from standing ------------------------------------------------------------------------------


def test_a_preview_says_what_is_wrong_and_what_to_do(staff: Any) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"text": "Asked 60 times, {initial_screenings}."}, "It has a number that stands on nothing."),
        ({"text": "Asked {nothing} times."}, "{nothing} is not a figure of this pack."),
        ({"text": "Asked often."}, "It is a figure and quotes none."),
        ({"kind": "position", "text": "It works."}, "It has no source."),
        ({"kind": "fact", "text": "It works.", "sources": ("NOWHERE",)}, "It cites 'NOWHERE', which is not a source."),
        ({"conflicts": ("nothing",)}, "It names the conflict 'nothing', which is not known."),
    ]
    draft = started(staff)
    for changes, fault in wrong:
        found = faults_of(draft, **changes)
        assert any(each.startswith(f"{fault} What to do: ") for each in found), found


def test_a_sentence_may_be_kept_before_it_stands_and_says_so_on_its_draft(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft = started(staff)
    rewritten(staff, sentence(draft, "screened"), text="Asked {nothing} times.")
    page = as_member("statistician").get(f"/statements/drafts/{draft.pk}/").content.decode()
    assert "1 sentence cannot stand yet" in page
    assert "{nothing} is not a figure of this pack" in page


def test_what_may_be_quoted_has_its_value_of_today(staff: Any) -> None:
    figures = live_figures(YEAR)
    found = {each.asked: each for each in quotable(figures, LANGUAGE)}
    assert found["initial_screenings"].shown == "60"
    assert found["published.initial_screenings"].is_there
    assert "yield_of_screening.low" in found
    assert {each.asked for each in quotable(figures, LANGUAGE, "identified persons") if each.kind == "figures"} == {
        "persons_identified"
    }


def test_a_withheld_count_is_offered_to_nobody(staff: Any) -> None:
    withheld = [each for each in quotable(live_figures(YEAR), LANGUAGE) if "withheld" in each.shown]
    assert withheld
    assert not any(each.is_there for each in withheld)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_sentence_is_previewed_without_being_kept(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft = started(staff)
    row, client = sentence(draft, "screened"), as_member("statistician")
    told = typed(row, text="There were {initial_screenings}.")
    answer = client.post(f"/statements/drafts/{draft.pk}/sentences/preview/", told)
    assert answer.json() == {"text": "There were 60.", "faults": []}
    page = client.post(f"/statements/drafts/{draft.pk}/sentences/{row.pk}/", {**told, "save": [], "preview": "yes"})
    assert "There were 60." in page.content.decode()
    assert sentence(draft, "screened").text == row.text


def test_two_writers_see_both_versions_and_neither_is_lost(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft = started(staff)
    row = sentence(draft, "screened")
    rewritten(staff, row, by="second_statistician", text="Theirs: {initial_screenings}.")
    address = f"/statements/drafts/{draft.pk}/sentences/{row.pk}/"
    answer = as_member("statistician").post(address, typed(row, text="Mine: {initial_screenings}."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("Mine: {initial_screenings}.") >= 2
    assert "Theirs: {initial_screenings}." in page
    again = as_member("statistician").post(address, typed(row, text="Mine: {initial_screenings}.", version=2))
    assert again.status_code == 302
    assert sentence(draft, "screened").text == "Mine: {initial_screenings}."


def test_hostile_words_are_shown_as_words_and_never_run(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft, client = started(staff), as_member("statistician")
    for text in HOSTILE:
        row = sentence(draft, "screened")
        client.post(f"/statements/drafts/{draft.pk}/sentences/{row.pk}/", typed(row, text=text))
        page = client.get(f"/statements/drafts/{draft.pk}/").content.decode()
        assert "<script>alert" not in page
        assert "demonstration-only" not in page
        if "script" in text:
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_draft_is_not_there_for_whoever_may_not_read_it(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft = started(staff)
    for who in ["auditor", "administrator", "partner", "officer_harbour_office"]:
        client = as_member(who)
        for page in ("", "quotable/", "review/", "publish/", "return/", "sentences/new/"):
            assert client.get(f"/statements/drafts/{draft.pk}/{page}").status_code == 404


def test_a_sentence_of_one_draft_is_not_found_under_another(staff: Any, as_member: Callable[[str], Client]) -> None:
    draft, other = started(staff), started(staff, language="ar")
    row = sentence(draft, "screened")
    assert as_member("statistician").get(f"/statements/drafts/{other.pk}/sentences/{row.pk}/").status_code == 404

"""The pages of a full debriefing: sittings, sections, what two people answered, and the end."""

import datetime
import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground_site.audit.actions import Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry
from firmground_site.packs import queries
from firmground_site.screening.actions.debriefing import begin_break, begin_sitting, end_sitting, finish_debriefing, save_answers
from firmground_site.screening.models import Identification, Screening, Sitting
from firmground_site.screening.opening import OPEN

pytestmark = pytest.mark.django_db

BEGIN = {"alone": "on", "safe": "on", "told_of_breaks": "on", "interpreter": "by_phone", "language": "tagalog"}


@pytest.fixture
def visit(as_member: Callable[[str], Client], screening: Screening) -> Callable[[str], SimpleNamespace]:
    """A member at their browser, with the person's file open: ``get`` and ``post`` by name of page."""

    def at_browser(key: str) -> SimpleNamespace:
        client, identification = as_member(key), screening.identification

        def address(name: str, *more: str) -> str:
            return reverse(f"screening:{name}", args=[identification.pk, *more])

        def open_file() -> None:
            session = client.session
            session[OPEN] = {str(screening.person_id): timezone.now().timestamp() + 1800}
            session.save()

        open_file()
        return SimpleNamespace(
            client=client,
            address=address,
            open_file=open_file,
            get=lambda name, *more: client.get(address(name, *more)),
            post=lambda name, *more, quietly=False, **sent: client.post(
                address(name, *more), sent, headers={"X-Save": "quietly"} if quietly else {}
            ),
        )

    return at_browser


@pytest.fixture
def sitting(cast, screening) -> Sitting:
    """A first sitting under way, by the identification officer."""
    return begin_sitting(
        identification=screening.identification,
        version=1,
        interpreter="",
        language="tagalog",
        by=cast.actor("identification_officer"),
    )


@pytest.fixture
def officer(visit, sitting) -> SimpleNamespace:
    """The officer of a debriefing that has begun."""
    return visit("identification_officer")


def answers() -> dict[str, object]:
    return Identification.objects.get().debriefing.answers


def page_of(officer, section: str = "act") -> dict[str, str]:
    """The hidden fields of a section's page, as its form carries them."""
    response = officer.get("debriefing_section", section)
    return {"seen": response.context["form"]["seen"].value(), "ticket": response.context["ticket"]}


def events() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


# --- sittings ---------------------------------------------------------------------------------------------------------


def test_a_sitting_begins_once_the_officer_made_sure_of_what_comes_first(visit, screening) -> None:
    officer = visit("identification_officer")
    assert "Begin the first sitting" in officer.get("debriefing").text
    response = officer.post("debriefing_begin", version=1, **BEGIN)
    assert response.url == officer.address("debriefing")
    begun = Sitting.objects.get()
    assert (begun.interpreter, begun.language) == ("by_phone", "tagalog")
    assert "Under way." in officer.get("debriefing").text


@pytest.mark.parametrize("left_out", BEGIN)
def test_a_sitting_does_not_begin_while_something_is_left_out(visit, screening, left_out) -> None:
    officer = visit("identification_officer")
    response = officer.post("debriefing_begin", version=1, **{name: each for name, each in BEGIN.items() if name != left_out})
    assert response.status_code == 400
    assert response.context["form"].errors.keys() == {left_out}
    assert not Sitting.objects.exists()


def test_beginning_twice_begins_one_sitting(visit, screening) -> None:
    officer = visit("identification_officer")
    first, second = (officer.post("debriefing_begin", version=1, **BEGIN) for _ in range(2))
    assert first.url == second.url
    assert Sitting.objects.count() == 1


def test_several_sittings_with_breaks_are_listed(officer) -> None:
    assert officer.post("debriefing_break", reason="distress").status_code == 302
    assert "A break is under way" in officer.get("debriefing").text
    officer.post("debriefing_break", reason="distress")  # sent twice
    officer.post("debriefing_break_end")
    officer.post("debriefing_break_end")
    officer.post("debriefing_end")
    officer.post("debriefing_begin", version=Identification.objects.get().version, **BEGIN)
    page = officer.get("debriefing").text
    assert page.count("Break from") == 1
    assert page.count("Under way.") == 1
    assert "The person was distressed" in page
    assert "Interpreter by phone. Filipino." in page
    kinds = events()
    assert [kinds.count(each) for each in ("sitting:begun", "break:begun", "break:ended", "sitting:ended")] == [2, 1, 1, 1]


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_break_needs_a_reason_of_the_territory(officer, reason) -> None:
    response = officer.post("debriefing_break", reason=reason)
    assert response.status_code == 400
    assert "break:begun" not in events()


def test_ending_a_sitting_ends_its_break_too(cast, sitting) -> None:
    by = cast.actor("identification_officer")
    pause = begin_break(sitting=sitting, reason="offered", by=by)
    end_sitting(sitting=sitting, by=by)
    pause.refresh_from_db()
    assert pause.ended_at is not None
    assert events()[-2:] == ["break:ended", "sitting:ended"]


@pytest.mark.parametrize(("minutes", "is_due"), [(89, False), (90, True), (5000, True)])
def test_a_break_is_asked_for_when_a_sitting_is_long(officer, sitting, minutes, is_due) -> None:
    with writing("a sitting that began earlier"):
        Sitting.objects.update(began_at=timezone.now() - datetime.timedelta(minutes=minutes))
    assert ("A break is due" in officer.get("debriefing").text) is is_due
    officer.post("debriefing_break", reason="offered")
    officer.post("debriefing_break_end")
    assert "A break is due" not in officer.get("debriefing").text


@pytest.mark.parametrize("codes", [{"interpreter": "a friend"}, {"language": "klingon"}])
def test_a_sitting_takes_only_codes_of_the_territory(cast, screening, codes) -> None:
    given = {"interpreter": "", "language": "", **codes}
    with pytest.raises(Refused, match="not in the territory's list"):
        begin_sitting(identification=screening.identification, version=1, by=cast.actor("identification_officer"), **given)


# --- who may ----------------------------------------------------------------------------------------------------------


def test_another_officer_of_the_agency_reads_and_cannot_sit(visit, officer, sitting) -> None:
    other = visit("second_officer")
    assert "You can read this debriefing" in other.get("debriefing").text
    page = other.get("debriefing_section", "act").text
    assert "Not asked" in page
    assert "data-section" not in page
    assert other.get("debriefing_begin").status_code == 404
    refused = other.post("debriefing_section", "act", q_act_recruited="yes", seen="{}")
    assert refused.status_code == 400
    assert "is the officer of this identification" in refused.text
    assert answers() == {}
    for name in ("debriefing_end", "debriefing_break"):
        assert other.post(name, reason="offered").status_code in {400, 409}
    assert Sitting.objects.get().ended_at is None


@pytest.mark.parametrize("key", ["other_officer", "officer_immd", "case_worker", "statistician", "outsider"])
@pytest.mark.parametrize("page", ["debriefing", "debriefing_begin", "debriefing_section", "debriefing_review", "debriefing_end"])
def test_for_everyone_else_there_is_no_debriefing(visit, sitting, key, page) -> None:
    outsider, more = visit(key), ["act"] if page == "debriefing_section" else []
    assert outsider.get(page, *more).status_code == 404
    assert outsider.post(page, *more).status_code == 404


def test_a_supervisor_reads_and_changes_nothing(visit, officer) -> None:
    supervisor = visit("supervisor")
    assert supervisor.get("debriefing_review").status_code == 200
    assert supervisor.post("debriefing_review").status_code == 404


@pytest.mark.parametrize("page", ["debriefing", "debriefing_review"])
def test_the_file_must_be_open(officer, screening, page) -> None:
    session = officer.client.session
    session[OPEN] = {}
    session.save()
    assert reverse("screening:open_file", args=[screening.person_id]) in officer.get(page).url


@pytest.mark.parametrize("page", ["debriefing_section", "debriefing_review"])
def test_there_are_no_questions_before_the_first_sitting(visit, screening, page) -> None:
    more = ["act"] if page == "debriefing_section" else []
    assert visit("identification_officer").get(page, *more).status_code == 404


def test_a_section_that_is_not_there_is_not_found(officer) -> None:
    assert officer.get("debriefing_section", "secrets").status_code == 404


def test_a_territory_without_a_debriefing_has_no_page_of_it(visit, screening, settings) -> None:
    officer = visit("identification_officer")
    settings.PACK = "freeport"
    queries.clear()
    assert officer.get("debriefing").status_code == 404
    settings.PACK = "hong_kong"
    queries.clear()


# --- answers ----------------------------------------------------------------------------------------------------------


def test_answers_are_saved_section_by_section_in_any_order(officer) -> None:
    response = officer.post(
        "debriefing_section", "purpose", **page_of(officer, "purpose"), q_servitude="not_safe_to_ask", save="yes"
    )
    assert response.url == officer.address("debriefing")
    response = officer.post(
        "debriefing_section", "act", **page_of(officer), q_act_recruited="yes", note="Spoke softly.", next="yes"
    )
    assert response.url == officer.address("debriefing_section", "recruitment")
    assert answers() == {"servitude": "not_safe_to_ask", "act_recruited": "yes"}
    page = officer.get("debriefing").text
    assert "1 of 5 answered" in page
    assert "0 of 7 answered" in page
    assert "1 unknown, 6 not asked" in page
    assert "Spoke softly." in officer.get("debriefing_review").text


def test_save_and_stop_ends_the_sitting(officer) -> None:
    response = officer.post("debriefing_section", "act", **page_of(officer), q_act_recruited="refused", stop="yes")
    assert response.url == officer.address("debriefing")
    assert answers() == {"act_recruited": "refused"}
    assert Sitting.objects.get().ended_at is not None


def test_another_language_of_the_questions_saves_what_was_entered(officer) -> None:
    response = officer.post("debriefing_section", "act", **page_of(officer), q_act_recruited="no", show_in="zh-Hant")
    assert response.url == officer.address("debriefing_section", "act")
    page = officer.get("debriefing_section", "act")
    assert 'lang="zh-Hant"' in page.text
    assert page.context["form"]["q_act_recruited"].value() == "no"


@pytest.mark.parametrize(("tag", "kept"), [("zh-hant", "zh-hant"), ("xx", None)])
def test_another_language_of_the_pages_saves_what_was_entered_and_one_that_there_is_not_changes_nothing(
    officer, tag, kept
) -> None:
    response = officer.post("debriefing_section", "act", **page_of(officer), q_act_recruited="no", interface_in=tag)
    assert answers() == {"act_recruited": "no"}
    cookie = response.cookies.get("django_language")
    assert (cookie.value if cookie else None) == kept
    page = officer.get("debriefing_section", "act")
    assert f'<html lang="{kept or "en-gb"}"' in page.text.replace("\n", " ")
    assert page.context["form"]["q_act_recruited"].value() == "no"


def test_a_cleared_number_is_not_asked_and_an_untouched_one_stays(officer) -> None:
    officer.post("debriefing_section", "person", **page_of(officer, "person"), q_age_at_event="15")
    officer.post("debriefing_section", "person", **page_of(officer, "person"), q_age_at_event="15", q_age_basis="stated")
    assert answers() == {"age_at_event": 15, "age_basis": "stated"}
    officer.post("debriefing_section", "person", **page_of(officer, "person"), q_age_at_event="", q_age_basis="stated")
    assert answers() == {"age_at_event": "not_asked", "age_basis": "stated"}


@pytest.mark.parametrize(
    ("section", "sent", "sentence"),
    [
        ("act", {"q_planted": "yes"}, "is not a question of this section"),
        ("act", {"q_age_at_event": "15"}, "is not a question of this section"),
        ("act", {"q_act_received": "perhaps"}, "Select a valid choice"),
        ("act", {"note": "n" * 4001}, "at most 4000"),
        ("act", {"seen": "not json"}, "cannot be read"),
        ("act", {"seen": "[" * 9000}, "cannot be read"),
        ("act", {"seen": '{"age_at_event": 3}'}, "cannot be read"),
        ("act", {"seen": '{"act_received": {"a": 1}}'}, "cannot be read"),
        ("person", {"q_age_at_event": "121"}, "less than or equal to 120"),
        ("person", {"q_age_at_event": "-1"}, "greater than or equal to 0"),
        ("person", {"q_age_at_event": "old"}, "Enter a whole number"),
        ("person", {"q_age_at_event": "15", "q_age_at_event_why_not": "refused"}, "There is a number above"),
    ],
)
@pytest.mark.parametrize("quietly", [False, True])
def test_a_form_that_was_tampered_with_saves_nothing_at_all(officer, section, sent, sentence, quietly) -> None:
    good = {"act": {"q_act_recruited": "yes"}, "person": {"q_age_basis": "stated"}}[section]
    response = officer.post("debriefing_section", section, quietly=quietly, **{**page_of(officer, section), **good, **sent})
    assert response.status_code == 400
    assert (sentence in response.text) is not quietly
    assert not quietly or response.json()["sentence"].startswith("Not saved.")
    assert answers() == {}


def test_an_oversized_body_is_refused_whole(officer) -> None:
    response = officer.post("debriefing_section", "act", **page_of(officer), q_act_recruited="yes", more="x" * 600_000)
    assert response.status_code in {400, 413}
    assert answers() == {}


def test_the_same_form_sent_twice_is_one_event(officer) -> None:
    sent = page_of(officer) | {"q_act_recruited": "yes", "note": "One\r\ntwo"}
    first, second = (officer.post("debriefing_section", "act", **sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert events().count("debriefing:saved") == 1


def test_saving_quietly_tells_the_page_what_is_recorded(officer) -> None:
    response = officer.post("debriefing_section", "act", quietly=True, **page_of(officer), q_act_recruited="yes", note="So.")
    assert response.json()["seen"] == {"act_recruited": "yes", "note": "So."}
    assert response.json()["sentence"].startswith("Saved at ")


# --- two tabs ---------------------------------------------------------------------------------------------------------


def in_two_tabs(officer) -> dict[str, str]:
    """A section open in one tab while another answer to its first question is saved in a second; the first tab's fields."""
    opened = page_of(officer)
    officer.post("debriefing_section", "act", **opened, q_act_recruited="no", q_act_received="yes", note="From the second tab.")
    return opened | {"q_act_recruited": "yes", "q_act_harboured": "unsure", "note": "From the first."}


def test_what_two_tabs_answered_differently_is_shown_side_by_side(officer) -> None:
    response = officer.post("debriefing_section", "act", **in_two_tabs(officer))
    assert response.status_code == 409
    assert [row["asked"] for row in response.context["form"].rows] == [
        "Did anyone find you, hire you or persuade you?",
        "Note on the whole debriefing",
    ]
    assert "From the first." in response.text
    assert "From the second tab." in response.text
    assert answers() == {"act_recruited": "no", "act_received": "yes"}


@pytest.mark.parametrize(("pick", "kept"), [("mine", ("yes", "From the first.")), ("now", ("no", "From the second tab."))])
def test_what_was_chosen_is_saved_with_everything_else(officer, pick, kept) -> None:
    sent = in_two_tabs(officer)
    shown = officer.post("debriefing_section", "act", **sent).context
    picks = {
        name: next(value for value, _ in field.choices if value.startswith(pick)) for name, field in shown["form"].fields.items()
    }
    response = officer.post("debriefing_section", "act", **dict(shown["sent"]), choosing="yes", **picks)
    assert response.status_code == 302
    assert answers() == {"act_recruited": kept[0], "act_received": "yes", "act_harboured": "unsure"}
    assert Identification.objects.get().debriefing.note == kept[1]


def test_a_choice_does_not_hold_against_a_later_answer(officer) -> None:
    shown = officer.post("debriefing_section", "act", **in_two_tabs(officer)).context
    picks = {name: field.choices[0][0] for name, field in shown["form"].fields.items()}
    officer.post("debriefing_section", "act", **page_of(officer), q_act_recruited="refused", note="From the second tab.")
    response = officer.post("debriefing_section", "act", **dict(shown["sent"]), choosing="yes", **picks)
    assert response.status_code == 409
    assert "It was changed once more" in response.text
    assert answers()["act_recruited"] == "refused"


def test_a_choice_that_was_not_made_is_asked_for(officer) -> None:
    shown = officer.post("debriefing_section", "act", **in_two_tabs(officer)).context
    response = officer.post("debriefing_section", "act", **dict(shown["sent"]), choosing="yes")
    assert "Choose which of the two to keep." in response.text
    assert "act_harboured" not in answers()


def test_tabs_with_different_questions_do_not_get_in_each_others_way(officer) -> None:
    opened = page_of(officer)
    officer.post("debriefing_section", "act", **opened, q_act_received="yes")
    officer.post("debriefing_section", "purpose", **page_of(officer, "purpose"), q_servitude="no")
    assert officer.post("debriefing_section", "act", **opened, q_act_recruited="yes").status_code == 302
    assert answers() == {"act_received": "yes", "servitude": "no", "act_recruited": "yes"}


def test_a_quiet_save_says_that_somebody_else_changed_the_answers(officer) -> None:
    response = officer.post("debriefing_section", "act", quietly=True, **in_two_tabs(officer))
    assert response.status_code == 409
    assert "Somebody else changed" in response.json()["sentence"]


def test_a_race_between_two_saves_loses_neither(officer, sitting, monkeypatch) -> None:
    """The other save comes between reading and writing."""
    from firmground_site.screening.views import answering

    def overtaken(*, by, **given) -> Screening:
        monkeypatch.setattr(answering, "save_answers", save_answers)
        current = Screening.objects.get(pk=sitting.screening_id)
        save_answers(screening=current, version=current.version, answers={"act_received": "yes"}, by=by)
        return save_answers(by=by, **given)

    opened = page_of(officer)
    monkeypatch.setattr(answering, "save_answers", overtaken)
    assert officer.post("debriefing_section", "act", **opened, q_act_recruited="yes").status_code == 302
    assert answers() == {"act_received": "yes", "act_recruited": "yes"}


# --- the end ----------------------------------------------------------------------------------------------------------


def finish(officer, **sent: str):
    form = officer.get("debriefing_review").context["form"]
    hidden = {name: form[name].value() for name in ("version", "answers_version")}
    return officer.post("debriefing_review", **{**hidden, **sent})


def test_the_review_shows_what_is_unknown_and_would_matter_with_a_way_to_it(officer) -> None:
    officer.post("debriefing_section", "act", **page_of(officer), q_act_recruited="yes")
    page = officer.get("debriefing_review")
    unknown = {each.id for each in page.context["unknown"]}
    assert "servitude" in unknown
    assert "act_received" not in unknown
    assert f"{officer.address('debriefing_section', 'purpose')}#servitude" in page.text
    _, given, left = page.context["sections"][2]
    assert [(each["question"], each["answer"]) for each in given] == [("Did anyone find you, hire you or persuade you?", "Yes")]
    assert {each["answer"] for each in left} == {"Not asked"}


@pytest.mark.parametrize(("found", "differs"), [("yes", True), ("not known", False)])
def test_finishing_keeps_the_browsers_result_beside_the_servers(officer, sitting, found, differs) -> None:
    outcomes = {
        "refer_for_decision": found,
        "forced_labour_indicated": "not known",
        "child_route": "not known",
        "pause_interview": "not known",
    }
    response = finish(officer, browser_result=json.dumps({"outcomes": outcomes}))
    assert response.url == officer.address("identification")
    debriefing = Identification.objects.get().debriefing
    assert debriefing.browser_result == {"outcomes": outcomes}
    assert debriefing.result["outcomes"][0]["finding"] == "not known"
    assert ("screening:result_differed" in events()) is differs
    assert Sitting.objects.get().ended_at is not None
    assert Identification.objects.get().state == "waiting_for_decision"


def test_finishing_twice_is_harmless(officer) -> None:
    form = officer.get("debriefing_review").context["form"]
    hidden = {name: form[name].value() for name in ("version", "answers_version")}
    first, second = (officer.post("debriefing_review", **hidden) for _ in range(2))
    assert first.url == second.url == officer.address("identification")
    assert events().count("debriefing:finished") == 1


@pytest.mark.parametrize(
    "sent",
    ["{", "[]", '"a"', '{"outcomes": []}', '{"outcomes": {"planted": "yes"}}', '{"outcomes": {"child_route": "maybe"}}'],
)
def test_a_browsers_result_that_does_not_fit_is_refused(officer, sent) -> None:
    assert finish(officer, browser_result=sent).status_code == 400
    assert not Identification.objects.get().debriefing.is_finished


def test_answers_that_came_after_the_review_was_opened_are_read_first(officer, sitting, cast) -> None:
    opened = officer.get("debriefing_review").context["form"]
    officer.post("debriefing_section", "act", **page_of(officer), q_act_recruited="yes")
    hidden = {name: opened[name].value() for name in ("version", "answers_version")}
    response = officer.client.post(officer.address("debriefing_review"), hidden, follow=True)
    assert "Answers were saved since you opened this page" in response.text
    assert not Identification.objects.get().debriefing.is_finished


def test_what_is_typed_after_the_end_is_kept_on_the_page_and_not_saved(officer) -> None:
    opened = page_of(officer)
    finish(officer)
    response = officer.post("debriefing_section", "act", **opened, q_act_recruited="yes", note="Late.")
    assert response.status_code == 400
    assert "finished meanwhile" in response.text
    assert "Late." in response.text
    assert answers() == {}


def test_a_sitting_after_the_end_opens_the_debriefing_again_without_its_result(officer) -> None:
    finish(officer)
    officer.post("debriefing_begin", version=Identification.objects.get().version, **BEGIN)
    debriefing = Identification.objects.get().debriefing
    assert (debriefing.finished_at, debriefing.result, debriefing.outcome) == (None, None, "")
    assert officer.get("debriefing_section", "act").context["debriefing"].may_write


@pytest.mark.parametrize("act", ["begin", "save", "finish"])
def test_an_officer_of_another_agency_cannot_conduct(cast, screening, act) -> None:
    by, other, identification = cast.actor("identification_officer"), cast.actor("other_officer"), screening.identification
    if act != "begin":
        begin_sitting(identification=identification, version=1, interpreter="", language="", by=by)
        identification.refresh_from_db()
    done = {
        "begin": lambda: begin_sitting(identification=identification, version=1, interpreter="", language="", by=other),
        "save": lambda: save_answers(screening=identification.debriefing, version=1, answers={}, by=other),
        "finish": lambda: finish_debriefing(identification=identification, version=identification.version, by=other),
    }
    with pytest.raises(Refused, match="another agency"):
        done[act]()


def test_a_debriefing_cannot_be_finished_on_answers_that_were_not_read(cast, sitting) -> None:
    by, identification = cast.actor("identification_officer"), Identification.objects.get()
    save_answers(screening=sitting.screening, version=1, answers={"act_recruited": "yes"}, by=by)
    with pytest.raises(Stale):
        finish_debriefing(identification=identification, version=identification.version, answers_version=1, by=by)

"""The letter of reasons: in the person's language, with the officer's own words, only for a decision that stands."""

import io
import uuid

import pytest
from django.urls import reverse
from pypdf import PdfReader
from screening.procedures import current, debriefed, decided, in_force, may_open, share_with

from firmground.errors import PackError
from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import Refused
from firmground_site.packs.queries import active_pack, instrument_on, today
from firmground_site.screening.actions.deciding import make_letter, reconsider
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received, record_screening
from firmground_site.screening.letter import letter, letter_content, likely_language
from firmground_site.screening.models import Decision, Identification

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = [each.tag for each in active_pack().manifest.languages]


@pytest.fixture
def stands(cast, screening) -> Decision:
    """A decision that is in force."""
    return in_force(debriefed(screening.identification, cast), cast)


def page(identification: Identification) -> str:
    return reverse("screening:letter", args=[identification.pk])


def words_in(made: bytes) -> str:
    return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_letter_can_be_set_in_every_language_of_the_territory(tag: str, stands: Decision) -> None:
    content = letter_content(stands, tag, written_in="en")
    assert letter(content) == letter(content), "the same letter has the same bytes"
    assert "{" not in str(content["sentences"]) + content["review"] + content["signature"] + content["salutation"]
    assert (content["written_in"] == "") is (tag == "en")
    assert bool(content["draft"]) is (active_pack().language(tag).state == "draft")


def test_the_letter_says_what_was_decided_why_and_until_when_a_review_may_be_asked_for(stands: Decision) -> None:
    said = " ".join(words_in(letter(letter_content(stands, "en", written_in="en"))).split())
    review_by = current(stands.identification).due_on
    for words in ("Maria Example", "you are identified", stands.reasons, stands.forced_labour_reasons, "Ms Cheung"):
        assert words in said
    assert f"{review_by.day} {review_by:%b}" in said
    assert "victim" not in said.lower()


def test_reasons_that_look_like_markup_stand_as_they_were_written(stands: Decision) -> None:
    stands.reasons = '#panic("x") *not bold* <b> $x$ \\ [a] "quoted"'
    assert '#panic("x") *not bold* <b>' in words_in(letter(letter_content(stands, "en", written_in="en")))


def test_in_a_territory_that_writes_from_right_to_left_the_letter_does(settings, request) -> None:
    """Freeport has no debriefing and no second officer: the first decision stands at once."""
    settings.PACK = "freeport"
    cast = request.getfixturevalue("cast")
    by, instrument = cast.actor("identification_officer"), instrument_on("quay_questions", today())
    answers = {each.id: "yes" for each in instrument.definition.questions if str(each.kind) == "yes_no"}
    group, trigger = (active_pack().codes[name][0].code for name in ("groups", "triggers"))
    screening = record_screening(
        received=Received(
            id=uuid.uuid4(),
            instrument=instrument.id,
            person=PersonMet(name="Samir Example"),
            encounter=Encounter(agency=by.agency, group=group, trigger=trigger, screened_on=today()),
            answers=answers,
        ),
        by=by,
    )
    made = decided(screening.identification, cast, relied_on=())
    content = letter_content(made, "ar", written_in="en")
    assert (content["direction"], content["written_in"]) == ("rtl", "الإنجليزية")
    assert [each["direction"] for each in content["reasons"]] == ["ltr", "ltr"]
    assert made.reasons in words_in(letter(content))


@pytest.mark.parametrize(("spoken", "tag"), [("tagalog", "tl"), ("thai", "th"), ("cantonese", "en"), ("urdu", "en"), ("", "en")])
def test_the_language_is_the_persons_where_that_is_clear(spoken: str, tag: str, stands: Decision) -> None:
    stands.identification.person.language = spoken
    assert likely_language(stands) == tag


def test_a_language_that_the_territory_does_not_have_is_refused(stands: Decision) -> None:
    with pytest.raises(PackError):
        letter_content(stands, "xx", written_in="en")


def test_an_officer_reads_the_letter_and_then_makes_it(cast, as_member, stands: Decision) -> None:
    identification = current(stands.identification)
    client = may_open(as_member("identification_officer"), identification.person)
    text = client.get(page(identification) + "?language=zh-Hant").content.decode()
    assert 'lang="zh-Hant"' in text
    assert stands.reasons in text
    sent = {"version": identification.version, "language": "zh-Hant", "written_in": "en"}
    assert "Read the letter first" in client.post(page(identification), sent).content.decode()
    made = client.post(page(identification), {**sent, "checked": "on"})
    assert made["Content-Type"] == "application/pdf"
    assert "Maria" not in made["Content-Disposition"]
    assert made.content.startswith(b"%PDF")
    told = entries_about(identification.person, cast.actor("identification_officer"))[-1]
    assert (told.kind.name, told.content["language"], len(told.content["digest"])) == ("decision:letter_made", "zh-Hant", 64)
    page_text = client.get(reverse("screening:identification", args=[identification.pk])).content.decode()
    assert "Letter of reasons made" in page_text


def test_a_letter_about_what_changed_meanwhile_is_not_made(as_member, stands: Decision) -> None:
    identification = current(stands.identification)
    client = may_open(as_member("identification_officer"), identification.person)
    sent = {"version": identification.version - 1, "language": "en", "written_in": "en", "checked": "on"}
    response = client.post(page(identification), sent)
    assert response.status_code == 409
    assert "Read the letter again" in response.content.decode()


@pytest.mark.parametrize("how", ["waits for a second officer", "is reconsidered"])
def test_there_is_no_letter_while_no_decision_stands(how: str, cast, as_member, screening) -> None:
    waiting, by = debriefed(screening.identification, cast), cast.actor("identification_officer")
    decision = decided(waiting, cast) if how.startswith("waits") else in_force(waiting, cast)
    if how == "is reconsidered":
        reconsider(identification=waiting, version=current(waiting).version, reasons="A paper came.", by=by)
    client = may_open(as_member("identification_officer"), waiting.person)
    sent = {"version": current(waiting).version, "language": "en", "written_in": "en", "checked": "on"}
    assert client.get(page(waiting)).status_code == 302
    assert client.post(page(waiting), sent).status_code == 409
    with pytest.raises(Refused, match="no letter"):
        make_letter(decision=decision, version=current(waiting).version, language="en", written_in="en", made=b"%PDF", by=by)


@pytest.mark.parametrize("key", ["case_worker", "supervisor", "other_officer"])
def test_only_officers_who_decide_make_letters(key: str, cast, as_member, stands: Decision) -> None:
    identification = current(stands.identification)
    if key == "case_worker":
        share_with(key, identification.person, cast)
    client = may_open(as_member(key), identification.person)
    assert client.get(page(identification)).status_code == 404
    assert client.post(page(identification), {"version": identification.version}).status_code == 404

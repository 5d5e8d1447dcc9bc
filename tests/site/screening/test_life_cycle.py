"""An identification from the first screening to the review, by the people who may do each step."""

import pytest

from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.screening.actions.debriefing import begin_sitting, finish_debriefing, save_answers
from firmground_site.screening.actions.deciding import decide, give_opinion
from firmground_site.screening.actions.handing_over import answer_hand_over, offer_hand_over
from firmground_site.screening.actions.reviewing import ask_review, end_review
from firmground_site.screening.models import Identification

pytestmark = pytest.mark.django_db

REASONS = {"reasons": "Two papers agree.", "forced_labour": "no", "forced_labour_reasons": "Free to leave."}


def debriefed(identification: Identification, by) -> Identification:
    sitting = begin_sitting(identification=identification, version=identification.version, interpreter="", language="", by=by)
    save_answers(screening=sitting.screening, version=1, answers={"act_recruited": "yes"}, by=by)
    return finish_debriefing(identification=Identification.objects.get(), version=Identification.objects.get().version, by=by)


def test_a_screening_with_an_indicator_goes_through_debriefing_decision_concurrence_and_review(cast, screening) -> None:
    officer, second, supervisor = (cast.actor(key) for key in ("identification_officer", "second_officer", "supervisor"))
    identification = debriefed(screening.identification, officer)
    decision = decide(
        identification=identification,
        version=identification.version,
        decision="not_identified",
        relied_on=["act_recruited"],
        by=officer,
        **REASONS,
    )
    identification.refresh_from_db()
    assert identification.state == "waiting_for_concurrence"
    give_opinion(decision=decision, version=identification.version, concurs=True, reasons="", by=second)
    identification.refresh_from_db()
    review = ask_review(
        identification=identification, version=identification.version, asker="person", grounds="It is wrong.", by=officer
    )
    identification.refresh_from_db()
    assert review.due_on is not None
    end_review(review=review, version=identification.version, upheld=False, reasons="Ask again.", by=supervisor)
    identification.refresh_from_db()
    assert identification.state == "waiting_for_decision"
    with pytest.raises(Refused, match="new reasons"):
        decide(
            identification=identification,
            version=identification.version,
            decision="identified",
            relied_on=[],
            by=officer,
            **REASONS,
        )


def test_a_hand_over_counts_only_once_it_is_accepted(cast, screening) -> None:
    identification, officer, other = screening.identification, cast.actor("identification_officer"), cast.actor("other_officer")
    offer = offer_hand_over(
        identification=identification,
        version=identification.version,
        to_agency=other.agency,
        to_officer=None,
        reason="Their district.",
        by=officer,
    )
    identification.refresh_from_db()
    assert identification.agency == officer.agency
    answer_hand_over(hand_over=offer, version=identification.version, accepts=True, answer="", by=other)
    identification.refresh_from_db()
    assert (identification.agency, identification.officer_id) == (other.agency, other.member_id)


def test_what_someone_else_changed_meanwhile_is_not_overwritten(cast, screening) -> None:
    with pytest.raises(Stale):
        begin_sitting(
            identification=screening.identification, version=7, interpreter="", language="", by=cast.actor("second_officer")
        )


def test_a_screening_officer_cannot_decide(cast, screening) -> None:
    with pytest.raises(NotPermitted):
        decide(
            identification=screening.identification,
            version=1,
            decision="identified",
            relied_on=[],
            by=cast.actor("officer_immd"),
            **REASONS,
        )

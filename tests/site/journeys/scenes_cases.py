"""The part of the walk on which the pictures of cases are taken: a case worker, an investigator, a prosecutor, a partner.

It looks at the invented cases of the demonstration. It takes no picture itself: ``camera.take`` does.
"""

from typing import Any

from django.urls import reverse
from journeys.scenes import go


def walk_cases(camera: Any) -> None:
    for scene in (working, consenting, referring, partners, investigating, prosecuting, merging, telling):
        scene(camera)


def in_care() -> Any:
    """The invented case that is open, with a charge whose time limit is near."""
    from firmground_site.cases.models import Case

    return Case.objects.filter(closed_at__isnull=True, charges__isnull=False).order_by("opened_at").last()


def her() -> Any:
    return in_care().involvements.first().person


def working(camera: Any) -> None:
    page, case = camera.page_of("case_worker"), in_care()
    camera.take(go(page, "cases:list"), "cases")
    page.goto(reverse("cases:case", args=[case.pk]))
    camera.take(page, "case-purpose")
    camera.take(go(page, "cases:case", case.pk), "case")
    camera.take(go(page, "cases:file", case.pk), "case-file")
    camera.take(go(page, "cases:care", case.pk), "case-care")
    camera.take(go(page, "cases:service", case.pk, her().pk, "medical_care"), "case-service")
    camera.take(go(page, "cases:safe_place", case.pk, her().pk), "case-safe-place")
    camera.take(go(page, "cases:close", case.pk), "case-close")


def consenting(camera: Any) -> None:
    page, person = camera.page_of("case_worker"), her()
    camera.take(go(page, "cases:consent", person.pk), "consent")
    camera.take(go(page, "cases:consent_record", person.pk, "referral"), "consent-record")
    camera.take(go(page, "cases:consent_sheet", person.pk, "referral", query="?language=zh-Hant"), "consent-sheet")
    consent = person.consents.filter(given=True, withdrawn_at__isnull=True).exclude(recipient="").first()
    camera.take(go(page, "cases:consent_withdraw", person.pk, consent.pk), "consent-withdraw")
    camera.take(go(page, "cases:exemption_record", person.pk, "crime"), "exemption")


def referring(camera: Any) -> None:
    page, case = camera.page_of("case_worker"), in_care()
    camera.take(go(page, "cases:referrals_of_case", case.pk), "case-referrals")
    camera.take(go(page, "cases:refer_from_case", case.pk, her().pk), "refer")
    camera.take(go(page, "cases:referrals"), "referrals")
    camera.take(go(page, "cases:referral", case.referrals.first().pk), "referral")
    camera.take(go(page, "cases:put_forward"), "put-forward")


def partners(camera: Any) -> None:
    from firmground_site.cases.models import Partner

    page = camera.page_of("secretariat")
    camera.take(go(page, "cases:partners"), "partners")
    camera.take(go(page, "cases:partner", Partner.objects.get().pk), "partner")


def investigating(camera: Any) -> None:
    page, case = camera.page_of("investigator"), in_care()
    camera.take(go(page, "cases:investigation", case.pk), "investigation")
    camera.take(go(page, "cases:record_suspect", case.pk), "suspect")
    camera.take(go(page, "cases:same_names", case.pk), "same-names")


def prosecuting(camera: Any) -> None:
    page, case = camera.page_of("prosecutor"), in_care()
    camera.take(go(page, "cases:prosecution", case.pk), "prosecution")
    camera.take(go(page, "cases:consider_charge", case.pk), "charge")
    camera.take(go(page, "cases:time_limits"), "time-limits")
    camera.take(go(page, "cases:prompts"), "prompts")
    camera.take(go(page, "cases:measures", case.pk), "measures")
    camera.take(go(page, "cases:answer_prompt", case.pk, case.measures_against.first().pk), "prompt")


def merging(camera: Any) -> None:
    camera.take(go(camera.page_of("identification_officer"), "cases:merges"), "merges")


def telling(camera: Any) -> None:
    page = camera.page_of("case_worker")
    camera.take(go(page, "cases:notices"), "notices")
    camera.take(go(page, "cases:told"), "told")

"""Records that are a member's own, their agency's, shared with them, or none of these; and tables kept beside the tests."""

import csv
import datetime
import importlib
import io
import os
import pkgutil
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

import firmground_site
from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
from firmground_site.cases.models import (
    Case,
    Consent,
    Exemption,
    Involvement,
    Merge,
    Partner,
    PartnerMember,
    Referral,
    TeamMember,
    WithdrawalNotice,
)
from firmground_site.devices.models import Device, DeviceOfficer, Prepared
from firmground_site.devices.models import Entry as PhoneEntry
from firmground_site.evidence.models import ClaimReply, ImportedReport, ReportPart
from firmground_site.figures.models import DraftSentence, StatementDraft
from firmground_site.linkage.models import ListEntry, Pair, PartnerList, Question, Sample, SampleItem
from firmground_site.plan.models import ProgressReport, Proposal
from firmground_site.screening.models import HandOver, Identification, NamedReader, Person, Screening

HERE = Path(__file__).parent
AGAIN = "Look whether each difference is meant, then write the table anew: UPDATE_GOLDEN=1 pytest tests/site/access"


@pytest.fixture(scope="session", autouse=True)
def _everything_is_loaded() -> None:
    """So that every action is in the registry."""
    for module in pkgutil.walk_packages(firmground_site.__path__, "firmground_site."):
        if not {"migrations", "management", "wsgi"} & set(module.name.split(".")):
            importlib.import_module(module.name)


@pytest.fixture
def same_as_kept() -> Callable[[str, list[str], Iterable[Iterable[str]]], None]:
    """Compare a table with the one kept beside the tests, row by row."""

    def compare(name: str, head: list[str], rows: Iterable[Iterable[str]]) -> None:
        made, kept = [head, *map(list, rows)], HERE / name
        if os.environ.get("UPDATE_GOLDEN"):
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows(made)
            kept.write_text(out.getvalue())
        found = list(csv.reader(kept.read_text().splitlines()))
        missing, strange = [row for row in made if row not in found], [row for row in found if row not in made]
        assert not missing, f"{name} does not say: {missing[:3]}, instead of: {strange[:3]}. {AGAIN}"
        assert not strange, f"{name} still says: {strange[:3]}. {AGAIN}"

    return compare


@pytest.fixture
def records(cast: Any) -> Callable[[Member, str], dict[str, Any]]:
    """Ids of records in a scope as seen by a member: own, agency, referred or other."""

    def make(member: Member, scope: str) -> dict[str, Any]:
        theirs, elsewhere = (member, member.agency or "immd"), (cast.outsider, "elsewhere")
        officer, agency = {"own": theirs, "agency": (cast.outsider, theirs[1])}.get(scope, elsewhere)
        with writing("records for a table of answers"):
            return _made(member, officer, agency, shared=scope == "referred")

    return make


def _made(member: Member, officer: Member, agency: str, *, shared: bool) -> dict[str, Any]:
    now, day = timezone.now(), datetime.date(2026, 11, 2)
    person = Person.objects.create(
        name="A", agency=agency, met_at=now, met_by=officer, retention_kind="screening", erase_on=day, sex="female"
    )
    screening = Screening.objects.create(
        person=person, stage="initial", instrument="initial_screening", agency=agency, group="domestic_helpers",
        trigger="came_forward", screened_on=day, recorded_at=now, recorded_by=officer,
        finished_at=now, finished_by=officer, result={},
    )  # fmt: skip
    identification = Identification.objects.create(
        person=person, opened_from=screening, agency=agency, officer=officer, state="waiting_for_debriefing",
        opened_at=now, opened_by=officer, changed_at=now,
    )  # fmt: skip
    hand_over = HandOver.objects.create(
        identification=identification, from_agency=agency, to_agency=agency, offered_at=now, offered_by=officer, reason="R"
    )
    named = member if shared else officer
    reader = NamedReader.objects.create(
        person=person, member=named, role=named.role, agency=named.agency, purpose="P", named_at=now, named_by=officer
    )
    ids = _made_in_the_plan(member, officer, agency) | _made_in_the_register(officer)
    ids |= _made_of_consent(person, officer, agency) | _made_of_a_case(person, named, officer, agency)
    ids |= _made_of_referrals(ids["case"], person, named, officer)
    ids |= {"person": person, "screening": screening, "identification": identification, "hand_over": hand_over, "reader": reader}
    ids |= _made_in_a_prosecution(ids["case"], person, officer, named)
    ids |= _made_of_linkage(person, officer, agency)
    ids |= _made_of_a_phone(screening, officer, agency)
    return {f"{name}_id": each.pk for name, each in ids.items()}


def _made_of_a_case(person: Person, named: Member, officer: Member, agency: str) -> dict[str, Any]:
    """A case about the person, with a part and a member of its team; the member's own, their agency's, shared or neither."""
    now, day = timezone.now(), datetime.date(2026, 11, 2)
    case = Case.objects.create(
        agency=agency, officer=officer, state="planning", opened_on=day, opened_at=now, opened_by=officer, changed_at=now
    )
    part = Involvement.objects.create(
        case=case, person=person, role="victim", basis="decision", from_on=day, recorded_at=now, recorded_by=officer
    )
    team_member = TeamMember.objects.create(
        case=case, member=named, role=named.role, agency=named.agency, joined_at=now, joined_by=officer
    )
    return {"case": case, "involvement": part, "team_member": team_member}


def _made_of_referrals(case: Case, person: Person, named: Member, officer: Member) -> dict[str, Any]:
    """A referral from the case's agency to a partner for which the named member speaks, and that partner."""
    now, day, number = timezone.now(), datetime.date(2026, 11, 2), Partner.objects.count()
    partner = Partner.objects.create(key=f"p{number}", name=f"P {number}", kind="ngo", added_at=now, added_by=officer)
    speaker = PartnerMember.objects.create(partner=partner, member=named, role=named.role, named_at=now, named_by=officer)
    referral = Referral.objects.create(
        person=person, case=case, from_party=case.agency, to_party=partner.party, purpose="referral", state="sent",
        sent_on=day, sent_at=now, sent_by=officer, changed_at=now,
    )  # fmt: skip
    return {"partner": partner, "speaker": speaker, "referral": referral}


def _made_in_a_prosecution(case: Case, person: Person, officer: Member, named: Member) -> dict[str, Any]:
    """What is investigated, charged and measured in the case; and a merge with a second record of the person."""
    now, day = timezone.now(), datetime.date(2026, 11, 2)
    recorded = {"recorded_at": now, "recorded_by": officer}
    suspect = case.suspects.create(kind="individual", basis="caught", name="S", from_on=day, **recorded)
    inquiry = case.inquiries.create(question="Q", from_on=day, **recorded)
    arrest = suspect.arrests.create(on=day, **recorded)
    held = case.property.create(what="A", from_on=day, **recorded)
    charge = case.charges.create(suspect=suspect, offence="O", conduct_on=day, **recorded)
    appeal = charge.appeals.create(by_whom="defence", lodged_on=day, **recorded)
    measure = case.measures_against.create(person=person, kind="detention", from_on=day, **recorded)
    second = Person.objects.create(agency=case.agency, met_at=now, met_by=officer, retention_kind="screening", erase_on=day)
    NamedReader.objects.create(person=second, member=named, role=named.role, agency=named.agency, named_at=now, named_by=officer)
    merge = Merge.objects.create(kept=person, duplicate=second, proposed_at=now, proposed_by=officer)
    ids = {"suspect": suspect, "inquiry": inquiry, "arrest": arrest, "property": held, "charge": charge}
    return ids | {"appeal": appeal, "measure": measure, "duplicate": second, "merge": merge}


def _made_of_linkage(person: Person, officer: Member, agency: str) -> dict[str, Any]:
    """A list of the agency, a pair of the person and its entry, a sample of that, and a question to the agency about another."""
    now, day = timezone.now(), datetime.date(2026, 11, 2)
    listed = PartnerList.objects.create(
        title="L", party="ld", agency=agency, year=2026, retention_kind="screening_without_indicators", erase_on=day,
        imported_at=now, imported_by=officer,
    )  # fmt: skip
    entries = [ListEntry.objects.create(of_list=listed, row=row, name="E") for row in (1, 2)]
    pair, asked_about = (Pair.objects.create(left_person=person, right_entry=entry) for entry in entries)
    question = Question.objects.create(pair=asked_about, from_agency="hkpf", to_agency=agency, asked_at=now, asked_by=officer)
    sample = Sample.objects.create(stratum="far", seed=1, drawn_from=1, drawn_at=now, drawn_by=officer)
    item = SampleItem.objects.create(sample=sample, pair=pair, number=1)
    return {"list": listed, "pair": pair, "question": question, "item": item}


def _made_of_a_phone(screening: Screening, officer: Member, agency: str) -> dict[str, Any]:
    """A phone of the agency with the officer's keys, an entry of it that waits, and a debriefing that was prepared for it."""
    now = timezone.now()
    device = Device.objects.create(
        id=uuid.uuid4(), label="D", agency=agency, token_digest="-", last_contact=now, enrolled_at=now, enrolled_by=officer
    )
    keys = DeviceOfficer.objects.create(device=device, member=officer, enrolled_at=now, enrolled_by=officer)
    entry = PhoneEntry.objects.create(
        number=uuid.uuid4(), digest="-", kind="screening", device=device, agency=agency, state="held", reason="clock", arrived=now
    )
    prepared = Prepared.objects.create(debriefing=screening, officer=keys, until=now, prepared_at=now, prepared_by=officer)
    return {"device": device, "officer": keys, "entry": entry, "prepared": prepared}


def _made_in_the_plan(member: Member, officer: Member, agency: str) -> dict[str, Any]:
    """A report on a measure of the member's agency, if the agency is theirs and owns one, else of another; and a proposal."""
    now, day = timezone.now(), datetime.date(2019, 5, 3)
    measure = "n5" if agency == member.agency == "ld" else "n2"
    report = ProgressReport.objects.create(
        measure=measure, agency=agency, shows="begun", happened_to=day, document="D", dated=day, digest=f"sha256:{0:064}",
        says="S", own_rating="under_way", reported_at=now, reported_by=officer,
    )  # fmt: skip
    proposal = Proposal.objects.create(title="T", text="T", organisation="O", proposed_at=now, proposed_by=officer)
    return {"report": report, "proposal": proposal, **_made_of_a_statement(officer)}


def _made_of_consent(person: Person, officer: Member, agency: str) -> dict[str, Any]:
    """A consent, an exception, and the notice of a withdrawal that was sent to the agency."""
    now, day = timezone.now(), datetime.date(2026, 11, 2)
    about = {"purpose": "referral", "recipient": agency, "fields": ["identity"], "from_on": day, "recorded_at": now}
    consent = Consent.objects.create(person=person, given=True, recorded_by=officer, **about)
    exemption = Exemption.objects.create(person=person, exception="crime", recorded_by=officer, **about)
    notice = WithdrawalNotice.objects.create(consent=consent, from_party="immd", recipient=agency, sent_at=now, sent_by=officer)
    return {"consent": consent, "exemption": exemption, "notice": notice}


def _made_in_the_register(officer: Member) -> dict[str, Any]:
    """A report that somebody imported, one part of it, and an answer to a claim of the pack."""
    now, day, number = timezone.now(), datetime.date(2021, 5, 3), ImportedReport.objects.count()
    report = ImportedReport.objects.create(
        publisher_name="P", title="T", published_on=day, read_as="primary", document="D", digest=f"sha256:{number:064}",
        text="One.", imported_at=now, imported_by=officer,
    )  # fmt: skip
    part = ReportPart.objects.create(report=report, begins=0, ends=4)
    reply = ClaimReply.objects.create(
        to=f"us_2020.p{number}", stance="accept", report="gov_2020", by_claims=["s1"], names_claim=True, reasons="R",
        recorded_at=now, recorded_by=officer,
    )  # fmt: skip
    return {"import": report, "part": part, "reply": reply}


def _made_of_a_statement(officer: Member) -> dict[str, Any]:
    """A draft with a sentence, of a year without records, of which there is one at a time."""
    now, year = timezone.now(), 1900 + StatementDraft.objects.count()
    draft = StatementDraft.objects.create(
        year=year, language="en", title="T", sections=[["s", "S"]], started_at=now, started_by=officer
    )
    sentence = DraftSentence.objects.create(
        draft=draft, name="n", section="s", place=0, kind="position", text="T", written_at=now, written_by=officer
    )
    return {"draft": draft, "sentence": sentence}

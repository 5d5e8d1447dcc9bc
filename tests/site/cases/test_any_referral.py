"""Whatever the parties do with referrals, in whatever order: none without a basis, each with a way to its end, two who see it."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import an_identified_person
from cases.referring import A_WHOLE_FILE, STEPS, a_partner, agreed, exempted, forward, sending, withdrawn
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from firmground.cases.lifecycle import allowed_events
from firmground_site.access.actors import Actor, actor_for
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.partnering import end_speaker, let_partner_go, name_speaker, take_partner_back
from firmground_site.cases.actions.putting_forward import put_person_forward
from firmground_site.cases.actions.referring import send_referral
from firmground_site.cases.models import Consent, Exemption, Partner, Referral
from firmground_site.cases.queries import parties_of, referrals_visible_to
from firmground_site.packs.queries import referral_lifecycle, today
from firmground_site.screening.models import NamedReader, Person

MOVING = ("identification_officer", "case_worker", "partner")  # members whose rights come and go
WATCHING = ("other_officer", "supervisor", "outsider")
SENDERS = st.sampled_from(("identification_officer", "identification_officer", "other_officer", "supervisor"))
FORWARDERS = st.sampled_from(("case_worker", "partner", "partner", "identification_officer"))
WHOSE = {"immd": "identification_officer", "swd": "case_worker", "partner:harbour-house": "partner"}
TAKERS = st.sampled_from(("", "", "", "", *MOVING, *WATCHING))  # "": whoever speaks for the party whose step it is
PARTIES = st.sampled_from(("swd", "partner:harbour-house", "immd"))
WHEN_TOLD = ("contact", "identity")
ANSWER = Permission.REFERRAL_ANSWER
REFUSALS = (Refused, NotPermitted, Stale)


class AnyReferral(RuleBasedStateMachine):
    """Counts steps beside the database, and knows for each referral on what it rested when it was sent."""

    cast: Any
    person: Person
    partner: Partner

    def __init__(self) -> None:
        super().__init__()
        self.begun = transaction.atomic()
        self.begun.__enter__()
        self.steps: dict[uuid.UUID, int] = {}

    def teardown(self) -> None:
        assert all(verify_stream(head).holds for head in current_heads())
        transaction.set_rollback(True)
        self.begun.__exit__(None, None, None)

    def actor(self, key: str) -> Actor:
        return actor_for(Member.objects.get(pk=getattr(self.cast, key).pk))

    def referrals(self) -> list[Referral]:
        return list(Referral.objects.order_by("sent_at"))

    @initialize()
    def one_of_each_is_under_way(self) -> None:
        self.ask("swd", given=True, ends=False)
        self.send("identification_officer", "swd", again=True)
        self.put_forward("partner", "immd", agrees=True, again=True)
        assert list(self.steps.values()) == [1, 1]

    # --- what comes and goes

    @rule(to=PARTIES, given=st.sampled_from((True, True, False)), ends=st.sampled_from((False, False, True)))
    def ask(self, to: str, given: bool, ends: bool) -> None:
        last = today() - datetime.timedelta(days=1) if ends else None
        agreed(self.person, self.cast, to, A_WHOLE_FILE, given=given, until_on=last)

    @rule(to=PARTIES)
    def exempt(self, to: str) -> None:
        exempted(self.person, self.cast, to)

    @rule()
    def withdraw(self) -> None:
        for each in Consent.objects.filter(given=True, withdrawn_at__isnull=True):
            withdrawn(each, self.cast.identification_officer)

    @rule(key=st.sampled_from(MOVING), active=st.sampled_from((True, True, False)))
    def come_and_go(self, key: str, active: bool) -> None:
        with writing("a right that comes or goes"):
            Member.objects.filter(pk=getattr(self.cast, key).pk).update(is_active=active)

    @rule()
    def partner_leaves_or_returns(self) -> None:
        kept, by = Partner.objects.get(pk=self.partner.pk), self.actor("secretariat")
        move = let_partner_go if kept.left_at is None else take_partner_back
        move(partner=kept, version=kept.version, by=by)

    @rule()
    def a_speaker_comes_or_goes(self) -> None:
        named, by = self.partner.members.filter(ended_at__isnull=True).first(), self.actor("secretariat")
        try:
            if named is not None:
                end_speaker(speaker=named, by=by)
            else:
                name_speaker(partner=self.partner, member=Member.objects.get(pk=self.cast.partner.pk), by=by)
        except Refused:
            assert named is None  # it left, or whoever would speak for it is not active

    # --- what parties do

    @rule(key=SENDERS, to=PARTIES, again=st.booleans())
    def send(self, key: str, to: str, again: bool) -> None:
        form = sending(to, fields=WHEN_TOLD)
        self.send_form(lambda by: send_referral(person=self.person, sending=form, knowing=True, by=by), key, form.id, again)

    @rule(key=FORWARDERS, to=PARTIES, agrees=st.booleans(), again=st.booleans())
    def put_forward(self, key: str, to: str, agrees: bool, again: bool) -> None:
        form = forward(to_party=to, agreed="She asked." if agrees else "")
        self.send_form(lambda by: put_person_forward(forward=form, knowing=True, by=by), key, form.id, again)
        assert agrees or form.id not in self.steps

    def send_form(self, send: Callable[[Actor], Referral], key: str, form: uuid.UUID, again: bool) -> None:
        """Send a form once or twice: it becomes one referral at most."""
        for _ in range(1 + again):
            try:
                made = send(self.actor(key))
            except REFUSALS:
                continue
            assert form not in self.steps, "the same form was sent twice"
            self.steps[made.pk] = 1

    @rule(key=TAKERS, event=st.sampled_from(sorted(STEPS)), which=st.integers(0, 9), behind=st.sampled_from((False, False, True)))
    def step(self, key: str, event: str, which: int, behind: bool) -> None:
        """A step is taken only by the party whose it is, in a state that allows it, on the version that there is."""
        listed = self.referrals()
        referral = listed[which % len(listed)]
        named, (act, given) = "revoked" if event == "taken_back" else event, STEPS[event]
        party = referral.from_party if named == "revoked" else referral.to_party
        by = self.actor(key or WHOSE[party])
        is_theirs = party in parties_of(by) and not behind
        can_happen = named in allowed_events(referral_lifecycle(), referral.state)
        is_the_way = (event == "taken_back") == referral.is_put_forward if named == "revoked" else True
        may = by.may({"revoked": Permission.REFERRAL_SEND, "taken_back": Permission.PERSON_PUT_FORWARD}.get(event, ANSWER))
        try:
            act(referral=referral, version=referral.version - behind, by=by, **given)
        except REFUSALS:
            assert not (is_theirs and can_happen and is_the_way and may), f"{event} was refused to whoever may do it"
            return
        assert is_theirs
        assert can_happen
        self.steps[referral.pk] += 1

    @rule(which=st.integers(0, 9), event=st.sampled_from(("received", "accepted", "done")))
    def go_on(self, which: int, event: str) -> None:
        """The usual course, so that the later states are reached often."""
        self.step("", event, which, behind=False)

    # --- what always holds

    @invariant()
    def no_referral_without_a_basis_in_force_when_it_was_sent(self) -> None:
        for each in self.referrals():
            if each.is_put_forward:
                assert each.agreed
                continue
            basis: Any = each.consent or each.exemption
            assert isinstance(basis, Consent | Exemption)
            assert (basis.person_id, basis.recipient, basis.purpose) == (each.person_id, each.to_party, each.purpose)
            assert basis.from_on <= each.sent_on <= (basis.until_on or datetime.date.max)
            assert set(each.fields) <= set(basis.fields)
            if each.consent is not None:
                assert each.consent.given
                assert each.consent.withdrawn_at is None or each.consent.withdrawn_at > each.sent_at

    @invariant()
    def versions_and_steps_count_every_change_and_nothing_else(self) -> None:
        found = {each.pk: (each.version, each.steps.count()) for each in self.referrals()}
        assert found == {key: (count, count) for key, count in self.steps.items()}

    @invariant()
    def each_has_ended_or_can_still_come_to_an_end(self) -> None:
        lifecycle = referral_lifecycle()
        for each in self.referrals():
            ways = allowed_events(lifecycle, each.state)
            assert each.state in lifecycle.ended or "revoked" in ways
            assert not (each.state in lifecycle.ended and ways)

    @invariant()
    def only_the_two_parties_see_it(self) -> None:
        for key in (*MOVING, *WATCHING):
            by = self.actor(key)
            ours = {each.pk for each in self.referrals() if {each.from_party, each.to_party} & parties_of(by)}
            seen = set(referrals_visible_to(by).values_list("pk", flat=True))
            assert seen == (ours if by.may(Permission.REFERRAL_READ) else set())

    @invariant()
    def nobody_reads_a_file_on_a_referral_that_has_ended(self) -> None:
        ended = {f"referral:{each.pk}" for each in self.referrals() if each.state in referral_lifecycle().ended}
        assert not NamedReader.objects.filter(basis__in=ended, ended_at__isnull=True).exists()


@pytest.mark.django_db
def test_any_course_of_referrals_keeps_to_the_rules(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person, partner = an_identified_person(cast).person, a_partner(cast)
    within = transaction.atomic

    def not_durable(*args: Any, durable: bool = False, **kwargs: Any) -> Any:
        """Each course runs in a transaction that is taken back."""
        return within(*args, **kwargs)

    monkeypatch.setattr(transaction, "atomic", not_durable)
    for name, value in {"cast": cast, "person": person, "partner": partner}.items():
        monkeypatch.setattr(AnyReferral, name, value, raising=False)
    run_state_machine_as_test(
        AnyReferral,
        settings=settings(
            max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck), database=None
        ),
    )

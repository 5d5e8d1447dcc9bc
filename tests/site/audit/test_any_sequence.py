"""Whatever is done in whatever order: no write without its event, a chain that holds, and erasures that are counted."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NothingRecorded, Refused
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.guard import WrittenOutsideAction
from firmground_site.audit.models import Content, Entry, Erasure
from firmground_site.audit.sealing import seal_streams

SUBJECTS = st.sampled_from(["person:1", "person:2", "person:3"])


def refuse() -> None:
    raise Refused("No.")


class AnySequence(RuleBasedStateMachine):
    """Keeps count of what must be there, beside the database."""

    doing: SimpleNamespace

    def __init__(self) -> None:
        super().__init__()
        self.begun = transaction.atomic()
        self.begun.__enter__()
        self.members = self.events = self.made = 0
        self.open: dict[str, int] = {}
        self.erased = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.begun.__exit__(None, None, None)

    def email(self) -> str:
        self.made += 1
        return f"{self.made}@demo.example"

    @rule(then=st.sampled_from(["", "fail"]))
    def add(self, then: str) -> None:
        """Also when an action that it calls fails, and it goes on."""
        self.doing.add(email=self.email(), then=self.fail if then else None, by=self.doing.by)
        self.members, self.events = self.members + 1, self.events + 1

    @rule()
    def fail(self) -> None:
        with pytest.raises(Refused):
            self.doing.add(email=self.email(), then=refuse, by=self.doing.by)

    @rule()
    def add_silently(self) -> None:
        with pytest.raises(NothingRecorded):
            self.doing.say_nothing(email=self.email(), by=self.doing.by)

    @rule(subject=SUBJECTS, words=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    def note(self, subject: str, words: str) -> None:
        self.doing.note(subject=subject, content={"words": words}, by=self.doing.by)
        self.events += 1
        self.open[subject] = self.open.get(subject, 0) + 1

    @rule(subject=SUBJECTS)
    def erase(self, subject: str) -> None:
        count = self.doing.erase(reason="Due.", what={"subjects": [subject]}, by=self.doing.by)
        assert count == self.open.pop(subject, 0)
        self.erased, self.events = self.erased + count, self.events + 1

    @rule()
    def seal(self) -> None:
        if self.events:
            seal_streams(by=self.doing.by)
            self.events += 1

    @rule()
    def write_behind(self) -> None:
        with pytest.raises(WrittenOutsideAction), transaction.atomic():
            Member.objects.create(email=self.email(), name="Behind", role="none")

    @invariant()
    def everything_adds_up(self) -> None:
        assert Member.objects.count() == self.members == Entry.objects.filter(kind="testing:added").count()
        assert Entry.objects.count() == self.events == Content.objects.count() + self.erased
        assert Erasure.objects.count() == self.erased
        found = [verify_stream(head) for head in current_heads()]
        assert all(chain.holds for chain in found)
        assert sum(chain.erased for chain in found) == self.erased


@pytest.mark.django_db
def test_any_sequence_of_actions_leaves_a_ledger_that_holds(doing: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    within = transaction.atomic

    def not_durable(*args: Any, durable: bool = False, **kwargs: Any) -> Any:
        """Each sequence runs in a transaction that is taken back."""
        return within(*args, **kwargs)

    monkeypatch.setattr(transaction, "atomic", not_durable)
    monkeypatch.setattr(AnySequence, "doing", doing, raising=False)
    run_state_machine_as_test(
        AnySequence,
        settings=settings(
            max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck), database=None
        ),
    )

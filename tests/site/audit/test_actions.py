"""Nothing is written except through an action that leaves its event."""

import asyncio

import pytest

from firmground.ledger.chain import Recorded, verify
from firmground.ledger.entry import Entry as LedgerEntry
from firmground_site.accounts.models import Member
from firmground_site.audit.guard import WrittenOutsideAction
from firmground_site.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_a_record_saved_outside_an_action_is_refused() -> None:
    with pytest.raises(WrittenOutsideAction, match="accounts_member"):
        Member(email="a@demo.example", name="A", role="auditor").save()

"""Shared by the tests of the plan: measures and evidence that a test makes up."""

from datetime import date

import pytest

from firmground.packs.plan_entries import EvidenceEntry, MeasureEntry, PlanClaim, PlanHead, PlanRegister, ResourceFile

CITED = {"source": ("GAZETTE",), "confidence": "primary"}
HASH = "sha256:" + "0" * 64


@pytest.fixture(scope="session")
def cited():
    """A citation that was read in a primary source."""
    return CITED


@pytest.fixture(scope="session")
def measure():
    """A new measure due by the end of 2020, unless told otherwise; ``indicator`` changes its indicator, ``None`` removes it."""

    def made(*, indicator=(), **more):
        said = {"kind": "milestone", "deadline": date(2020, 12, 31), "cite": CITED, **dict(indicator or {})}
        kept = {"id": "m", "number": 1, "kind": "new", "themes": ("quays",), "owner": "harbour_office", "cite": CITED}
        return MeasureEntry(**{**kept, "indicator": None if indicator is None else said, **more})

    return made


@pytest.fixture(scope="session")
def item():
    """An item of evidence of the measure ``m``, read in a primary source; its document is of the day after what it shows."""

    def made(shows, first=None, last=None, **more):
        written = {"dated": last or first, "digest": HASH, "digest_of": "document", "cite": CITED}
        kept = {"id": f"{shows}_{first}_{last}".lower().replace("-", ""), "measure": "m", "document": "GAZETTE", **written}
        return EvidenceEntry(**{**kept, "shows": shows, "from_": first, "to": last, **more})

    return made


@pytest.fixture(scope="session")
def claim():
    """Somebody says that all new and ongoing measures were done by the end of 2020."""

    def made(**more):
        kept = {"id": "said", "kinds": ("new", "ongoing"), "by": date(2020, 12, 31), "made_on": date(2021, 1, 5), "cite": CITED}
        return PlanClaim(**{**kept, **more})

    return made


@pytest.fixture(scope="session")
def plan():
    """A plan published on 1 January 2018 with some measures, evidence and claims."""

    def made(*measures, evidence=(), claims=(), resources=None, published_on=date(2018, 1, 1), lasts=120):
        counts = {kind: sum(each.kind == kind for each in measures) for kind in ("new", "ongoing")}
        months = {"report_every_months": 3, "evidence_lasts_months": lasts}
        head = {"id": "made_up", "published_on": published_on, **months, "report_cite": CITED, "cite": CITED}
        money = resources or ResourceFile(currency="FPD")
        return PlanRegister(PlanHead(**head, **counts), measures, tuple(evidence), tuple(claims), money)

    return made

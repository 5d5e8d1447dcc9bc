"""Shared by the tests of the law: the fictional territory with provisions that a test makes up."""

import dataclasses

import pytest

from firmground.packs.law_entries import LawFile, LawRegister, Ordinance, ProvisionEntry

CITED = {"source": ("GAZETTE",), "confidence": "primary"}


@pytest.fixture(scope="session")
def cited():
    """A citation that was read in a primary source."""
    return CITED


@pytest.fixture(scope="session")
def with_provisions(freeport):
    """The fictional territory with other provisions, named s_1, s_2 …, each told by what it touches."""

    def made(*provisions, **more):
        kept = {"reading": CITED, "cite": CITED, "named_cite": CITED, "mode_cite": CITED}
        entries = [ProvisionEntry(**{"id": f"s_{n}", "number": n, **kept, **each}) for n, each in enumerate(provisions, 1)]
        file = LawFile(ordinance=Ordinance(id="made_up", cite=CITED), provisions=entries) if entries else None
        register = LawRegister((file,) if file else (), freeport.law.facts)
        return dataclasses.replace(freeport, law=dataclasses.replace(register, **more))

    return made

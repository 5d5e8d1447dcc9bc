"""The invented members of the demonstration: one sign-in for each role, with an officer in each screening agency.

The same people are the cast of the tests. Their passwords are public, so they exist only where DEMO is on.
"""

from dataclasses import dataclass

from firmground.packs.pack import Pack

PASSWORD = "firm-ground-2019"
CODE = "000000"
SURNAMES = ("Pang", "Ho", "Lam", "Yip", "Mok", "Tse", "Kwan", "Fong")


@dataclass(frozen=True)
class DemoMember:
    """An invented member. ``key`` is how tests call them."""

    key: str
    name: str
    role: str
    agency: str

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key.replace('_', '.')}@demo.example"


def demo_members(pack: Pack) -> tuple[DemoMember, ...]:
    """The cast for a territory: a screening officer in each agency that screens, and the other roles."""
    streams = pack.demo.streams if pack.demo else ()
    agencies = tuple(dict.fromkeys(stream.agency for stream in streams)) or ("",)
    listed = tuple(code.code for code in pack.codes.get("agencies", ()))
    first, second, other = agencies[0], agencies[1 % len(agencies)], listed[-1] if listed else ""
    officers = (
        DemoMember(f"officer_{agency}", f"Officer {surname}", "screening_officer", agency)
        for agency, surname in zip(agencies, SURNAMES, strict=False)
    )
    owner = next((measure.owner for measure in pack.plan.measures if measure.owner in listed), other) if pack.plan else other
    return (
        *officers,
        DemoMember("identification_officer", "Ms Cheung", "identification_officer", first),
        DemoMember("second_officer", "Mr Leung", "identification_officer", first),
        DemoMember("other_officer", "Mr Wu", "identification_officer", second),
        DemoMember("supervisor", "Mrs Chan", "supervising_officer", first),
        DemoMember("other_supervisor", "Mr Siu", "supervising_officer", second),
        DemoMember("case_worker", "Ms Reyes", "case_worker", other),
        DemoMember("investigator", "Inspector Tam", "investigator", second),
        DemoMember("prosecutor", "Ms Ng", "prosecutor", other),
        DemoMember("secretariat", "Mr Yuen", "plan_secretariat", other),
        DemoMember("measure_owner", "Mrs Poon", "measure_owner", owner),
        DemoMember("second_owner", "Mr Hui", "measure_owner", owner),
        DemoMember("rater", "Professor Sin", "independent_rater", ""),
        DemoMember("partner", "Sister Lucia", "partner", ""),
        DemoMember("analyst", "Ms Kong", "analyst", other),
        DemoMember("second_analyst", "Mr Fung", "analyst", other),
        DemoMember("statistician", "Dr Lee", "statistician", other),
        DemoMember("second_statistician", "Ms Fok", "statistician", other),
        DemoMember("publisher", "Mrs Tong", "publisher", other),
        DemoMember("auditor", "Mr Auyeung", "auditor", other),
        DemoMember("administrator", "Ms Kwok", "administrator", other),
    )

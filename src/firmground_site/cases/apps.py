"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, consent, services, referrals, investigation and prosecution."""

    name = "firmground_site.cases"
    label = "cases"

    def ready(self) -> None:
        """Tell screening what holds a record, what is erased with it, and which ways lead on from its pages."""
        from firmground_site.cases import erasing, ways_on
        from firmground_site.screening.erased_with import AlsoErased, erase_also
        from firmground_site.screening.held_by import hold_for
        from firmground_site.screening.ways_on import lead_on

        first = "Close it first; then the record can be erased."
        hold_for(erasing.people_in_open_cases, because="A case of this person is open.", instead=first)
        hold_for(erasing.suspects_in_open_cases, because="A case in which this person is suspected is open.", instead=first)
        erase_also(AlsoErased(erasing.subjects, erasing.clear, erasing.who_worked))
        lead_on(from_identification=ways_on.from_identification, from_person=ways_on.from_person)
        from firmground_site.access.permissions import Permission  # noqa: PLC0415 - models are not ready before
        from firmground_site.packs.queries import active_pack  # noqa: PLC0415
        from firmground_site.screening.file_links import FileLink, add_file_link  # noqa: PLC0415

        def has_casework() -> bool:
            return active_pack().casework is not None

        add_file_link(FileLink("Consent, and what was told", "cases:consent", Permission.CARE_READ, has_casework))
        share, needs = "cases:share_file", Permission.PERSON_SHARE
        add_file_link(FileLink("Share this file", share, needs, has_casework, for_keepers=True))

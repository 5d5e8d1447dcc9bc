"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, consent, services, referrals, investigation and prosecution."""

    name = "firmground_site.cases"
    label = "cases"

    def ready(self) -> None:
        """Put what is known of consent on the file of every person, where the territory has rules for it."""
        from firmground_site.access.permissions import Permission  # noqa: PLC0415 - models are not ready before
        from firmground_site.packs.queries import active_pack  # noqa: PLC0415
        from firmground_site.screening.file_links import FileLink, add_file_link  # noqa: PLC0415

        def has_casework() -> bool:
            return active_pack().casework is not None

        add_file_link(FileLink("Consent, and what was told", "cases:consent", Permission.CARE_READ, has_casework))
        share, needs = "cases:share_file", Permission.PERSON_SHARE
        add_file_link(FileLink("Share this file", share, needs, has_casework, for_keepers=True))

"""The screening app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.screening"
    label = "screening"

    def ready(self) -> None:
        """Let identifications that wait hold the records of their people."""
        from firmground_site.screening.held_by import hold_for
        from firmground_site.screening.retention import awaiting_something

        hold_for(
            awaiting_something,
            because="An identification of this person waits for a step.",
            instead="End it first; then the record can be erased.",
        )

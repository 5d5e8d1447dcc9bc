"""The audit app: actions, the ledger, and the guard that lets nothing be written outside an action."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AuditConfig(AppConfig):
    """Puts the guard on every connection."""

    name = "firmground_site.audit"
    label = "audit"

    def ready(self) -> None:
        """Guard the connections that are made from now on, and register the app's own actions."""
        from firmground_site.audit import exporting, rotation, sealing  # noqa: F401, PLC0415 - models are not ready before
        from firmground_site.audit.guard import watch  # noqa: PLC0415

        connection_created.connect(watch, dispatch_uid="firmground.audit.guard")

"""The members app: joining, signing in, second factors, and the administrator's pages."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Has one table, in which attempts to sign in are counted; members themselves are in ``accounts``."""

    name = "firmground_site.members"
    label = "members"

    def ready(self) -> None:
        """Note in the ledger what allauth tells of, and let second factors take part in a rotation of keys."""
        from firmground_site.audit.rotation import also  # noqa: PLC0415 - models are not ready before
        from firmground_site.members.rotation import SECOND_FACTORS  # noqa: PLC0415
        from firmground_site.members.watching import watch  # noqa: PLC0415

        watch()
        also(SECOND_FACTORS)

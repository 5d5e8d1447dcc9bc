"""The linkage app."""

from importlib import import_module

from django.apps import AppConfig


class LinkageConfig(AppConfig):
    """Proposals that records are of one person, imported lists, audits of links, and capture histories."""

    name = "firmground_site.linkage"
    label = "linkage"

    def ready(self) -> None:
        """Register the events, and what screening and cases have to know."""
        import_module("firmground_site.linkage.registration")

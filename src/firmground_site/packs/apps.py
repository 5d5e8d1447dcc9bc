"""The packs app: the territory that this site is configured for."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """The active pack."""

    name = "firmground_site.packs"
    label = "packs"

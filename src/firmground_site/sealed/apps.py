"""The sealed app: encrypted fields and blind indexes."""

from django.apps import AppConfig


class SealedConfig(AppConfig):
    """Has no tables of its own."""

    name = "firmground_site.sealed"
    label = "sealed"

"""The law app. It keeps no table: all that it shows is data of the pack."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.law"
    label = "law"

"""The members app."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.members"
    label = "members"

"""The access app: permissions, roles, actors, scope."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Has no tables of its own: roles are code."""

    name = "firmground_site.access"
    label = "access"

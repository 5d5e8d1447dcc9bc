"""The accounts app: members and invitations."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who can sign in."""

    name = "firmground_site.accounts"
    label = "accounts"

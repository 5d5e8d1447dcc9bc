"""The pages app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Named as its folder."""

    name = "firmground_site.pages"
    label = "pages"

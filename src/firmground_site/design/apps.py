"""The design as a Django app: templates, tags and static files under the label ``design``."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The lowest part of the pages; it imports Django and the settings only."""

    name = "firmground_site.design"
    label = "design"

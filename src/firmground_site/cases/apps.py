"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, consent, services, referrals, investigation and prosecution."""

    name = "firmground_site.cases"
    label = "cases"

"""The constraint that ``x_at`` and ``x_by`` come in pairs: both are there or neither."""

from django.db import models
from django.db.models import Q


def in_pairs(table: str, *names: str) -> list[models.CheckConstraint]:
    """One constraint for each pair, such as ``ended`` for ``ended_at`` and ``ended_by``."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True})
            | Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False}),
            name=f"{table}_{name}_in_pairs",
        )
        for name in names
    ]

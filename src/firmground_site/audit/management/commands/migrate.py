"""Django's ``migrate``, which may write to guarded tables: migrations of data change what there is, not what was done."""

from typing import Any

from django.core.management.commands import migrate

from firmground_site.audit.guard import writing


class Command(migrate.Command):
    """Lets writes pass while it runs."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        with writing("migrate", using=options["database"]):
            super().handle(*args, **options)

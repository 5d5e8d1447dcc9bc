"""``manage.py rotate_keys``: seal every record with the newest key, so that the older ones can be taken away."""

from typing import Any

from django.core.management.base import BaseCommand

from firmground_site.access.actors import the_system
from firmground_site.audit.rotation import ELSEWHERE, old_batches, reseal_batch, reseal_elsewhere, sealed_models


class Command(BaseCommand):
    """Goes through all models; may be stopped and run again."""

    help = (
        "Seal every record with the first of SEALING_KEYS and index it with the first of INDEX_KEY. May be stopped and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate."""
        by = the_system("rotate_keys")
        for model in sealed_models():
            done = sum(reseal_batch(model=model, keys=keys, by=by) for keys in old_batches(model))
            self.stdout.write(f"{model._meta.label}: {done:,} values sealed or indexed anew")
        for place in ELSEWHERE.values():
            done = sum(reseal_elsewhere(place=place, keys=keys, by=by) for keys in place.old_batches())
            self.stdout.write(f"{place.name}: {done:,} values sealed anew")
        self.stdout.write("Every record has the newest keys. The older ones can be taken out of SEALING_KEYS and INDEX_KEY.")

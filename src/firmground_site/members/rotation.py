"""The secrets of second factors in a rotation of keys: they lie sealed in a table of allauth's."""

import base64
from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator

from firmground_site.audit.rotation import BATCH, Elsewhere
from firmground_site.members.sealing import FACTORS, open_text, seal_text
from firmground_site.sealed.keys import keyring

SEALED_PARTS = {"secret", "seed"}


def old_batches() -> Iterator[list[Any]]:
    """The authenticators that were sealed with an older key, in batches of their primary keys."""
    old = [factor.pk for factor in Authenticator.objects.order_by("pk") if old_parts(factor)]
    yield from (old[start : start + BATCH] for start in range(0, len(old), BATCH))


def reseal(keys: list[Any]) -> int:
    """Seal the secrets of some authenticators with the newest key, and say how many changed."""
    changed = 0
    for factor in Authenticator.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        for part in old_parts(factor):
            factor.data[part] = seal_text(open_text(factor.data[part], FACTORS), FACTORS)
            changed += 1
        factor.save(update_fields=["data"])
    return changed


def old_parts(factor: Authenticator) -> list[str]:
    """The parts of an authenticator that an older key sealed; a passkey has none."""
    sealed = factor.data.keys() & SEALED_PARTS
    return [part for part in sorted(sealed) if not keyring().is_current(base64.b64decode(factor.data[part]))]


SECOND_FACTORS = Elsewhere("mfa_authenticator", old_batches, reseal)

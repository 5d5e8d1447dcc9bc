"""When a phone was last in contact, to the hour: nearer is nobody's business, and would be a write for each call."""

import datetime

from django.utils import timezone

from firmground_site.devices.models import Device

KEPT_TO = datetime.timedelta(hours=1)


def was_lately_in_contact(device: Device) -> bool:
    """Whether the last contact that is kept lies within the hour."""
    return device.last_contact > timezone.now() - KEPT_TO

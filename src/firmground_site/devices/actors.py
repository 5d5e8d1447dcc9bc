"""Phones as actors: a phone may deposit and ask what changed, and nothing else."""

from firmground_site.access.actors import Actor
from firmground_site.access.roles import DEVICE
from firmground_site.devices.models import Device


def the_device(device: Device) -> Actor:
    """The actor that a phone is, which the ledger names by its id."""
    return Actor(f"device:{device.pk}", device.label, DEVICE, device.agency)

"""The tables of devices, one module for each noun."""

from firmground_site.devices.models.change import Change
from firmground_site.devices.models.device import Device, DeviceOfficer
from firmground_site.devices.models.entry import Entry
from firmground_site.devices.models.prepared import Prepared
from firmground_site.devices.models.sealing_key import SealingKey

__all__ = ["Change", "Device", "DeviceOfficer", "Entry", "Prepared", "SealingKey"]

"""Tells screening, which knows nothing of phones, what is erased with a person. It is loaded once, by the app."""

from firmground_site.devices import events

__all__ = ["events"]

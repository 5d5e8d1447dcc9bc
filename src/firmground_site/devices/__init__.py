"""Phones that screen without a signal: what they seal arrives here, is opened, and is recorded or held for a person."""

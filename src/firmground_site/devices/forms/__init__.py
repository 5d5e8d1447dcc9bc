"""The forms about phones."""

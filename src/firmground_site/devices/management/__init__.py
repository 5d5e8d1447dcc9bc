"""Commands of the devices app."""

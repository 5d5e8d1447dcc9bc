"""Commands of screening."""

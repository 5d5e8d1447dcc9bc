"""Commands of the figures app."""

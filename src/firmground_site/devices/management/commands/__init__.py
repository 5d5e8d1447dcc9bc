"""Commands about phones and their keys."""

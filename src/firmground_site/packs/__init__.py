"""The territory that this site is configured for."""

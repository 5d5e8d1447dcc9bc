"""Commands about linkage."""

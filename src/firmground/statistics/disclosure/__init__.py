"""Protects small counts in tables that hang together, and audits what a reader could work out from what is published."""

"""Figures as queries over a frozen extract, with the digest of definition and data, and intervals that are exact."""

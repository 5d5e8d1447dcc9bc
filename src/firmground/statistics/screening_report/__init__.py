"""The screening report: what a year's published yield shows, what it fits, and what to count next."""

"""A ledger that shows tampering: entries in a chain of digests, seals that pin its end, and exports that anyone can verify.

Entries, chains and seals are values and pure functions over them. It must not know a database, read the clock or draw salts:
whoever records gives the time and the salt. See decision 0004.
"""

"""Actions and the ledger."""

"""The year's figures out of the live database."""

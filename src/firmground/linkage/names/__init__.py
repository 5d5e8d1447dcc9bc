"""Names of people as they are spelt and misspelt: exact small rules and tables. It compares nobody with anybody."""

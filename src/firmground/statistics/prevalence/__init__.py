"""How many of those tested have what is looked for: from counts, and from what is known of the test."""

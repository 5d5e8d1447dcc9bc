"""Every write of figures: extracts, and the drafts, reviews and publications of statements."""

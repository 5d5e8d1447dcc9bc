"""The forms of figures and of statements."""

"""Statements in which every number quotes a figure, and every fact a source; they can be checked by anyone."""

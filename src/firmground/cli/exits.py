"""Exit codes, the same for every command; documented in ``docs/reference/commands.md``."""

DONE = 0
DOES_NOT_HOLD = 1  # the command worked, and the answer is that something does not hold (or rows were rejected)
WRONG_CALL = 2  # the command line was wrong; set by Typer
WRONG_INPUT = 3
WRONG_OUTPUT = 4

"""The command line: one module for each command. Numbers go to standard output, progress and errors to standard error."""

"""The site: people sign in, screen, debrief, decide and review; every write is an action that leaves an event."""

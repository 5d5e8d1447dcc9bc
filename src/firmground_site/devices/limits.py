"""How often a phone may call, and an address may fail."""

from firmground_site.access.counting import counted

WINDOW = 60  # seconds
CALLS = 120  # of one phone in a window
FAILURES = 30  # of one address in a window
ENROLMENTS = 10  # of one member in a window
WAITING = 500  # entries of one phone that wait for a person or cannot be opened


def is_too_often(what: str, who: object, most: int) -> bool:
    """Count once more, and say whether it was too often."""
    return counted(f"devices {what}", who, WINDOW) > most

"""How often a phone may call, and an address may fail: counted in the shared cache, so that all processes count as one."""

from django.core.cache import cache

WINDOW = 60  # seconds
CALLS = 120  # of one phone in a window
FAILURES = 30  # of one address in a window
ENROLMENTS = 10  # of one member in a window
WAITING = 500  # entries of one phone that wait for a person or cannot be opened


def is_too_often(what: str, who: object, most: int) -> bool:
    """Count once more, and say whether it was too often. Counting is approximate when many call in the same moment."""
    key = f"devices:{what}:{who}"
    if cache.add(key, 1, WINDOW):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out in this very moment
        return False

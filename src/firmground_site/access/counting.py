"""How often something was done in a stretch of time: counted in the shared cache, so that all processes count as one.

A count lies under a keyed digest of what is counted, who did it and which stretch it is; nobody without the key can tell who.
Counting is approximate when many count in the same moment. It refuses nothing: whoever counts says how often is too often.
"""

from django.core.cache import cache
from django.utils import timezone

from firmground_site.sealed.keys import blind_index


def counted(what: str, who: object, seconds: int) -> int:
    """Count once more, and say how often it was in the stretch of ``seconds`` that now is in.

    Stretches follow one another by the clock: none is made longer by counting. ``cache.incr`` is not used, because in a
    database it gives every key the life that keys have by default, whatever it was made with.
    """
    stretch = int(timezone.now().timestamp()) // seconds
    key = blind_index(f"counts {what}", f"{who} {stretch}")
    if cache.add(key, 1, seconds):
        return 1
    often = int(cache.get(key, 0)) + 1
    cache.set(key, often, seconds)
    return often

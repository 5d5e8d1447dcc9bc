"""The check sign on a printed sheet: four letters and digits that tell which version of the questions it asks.

Whoever enters a sheet types it first, so that answers to other questions are noticed before they are typed. It is made from the
digest of the version, and says nothing else. Two versions have the same one about once in a million pairs.
"""

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of Crockford: none of I, L, O and U, which are read as others or make words
LENGTH = 4
READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def sheet_sign(digest: str) -> str:
    """The check sign of a version, from its digest: the first twenty bits, in signs that stand for five each."""
    bits = int(digest.removeprefix("sha256:")[: LENGTH * 5 // 4], 16)
    return "".join(SIGNS[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))


def sheet_sign_in(written: str) -> str | None:
    """The check sign that somebody typed, as it is printed; ``None`` when it is none.

    Small letters, spaces and hyphens do not count; I and L are read as 1, O as 0.
    """
    found = written.replace(" ", "").replace("-", "").upper().translate(READ_AS)
    return found if len(found) == LENGTH and set(found) <= set(SIGNS) else None

"""The secret key of one exchange between agencies: a file that only its owner reads, long enough that nobody guesses it."""

import os
import stat
from pathlib import Path

from firmground.errors import InputError, OutputError

FEWEST_BYTES = 32
HEADING = "firmground-linkage-key-1"


def write_key(path: Path, secret: bytes) -> None:
    """Write a key that was drawn at random into a new file, readable by its owner alone.

    Raises ``OutputError`` when there is a file already: a key that is replaced makes what was encoded with it worthless.
    """
    _refuse_short(secret, str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    except FileExistsError as error:
        remedy = "choose a new name; a key is made once for each exchange"
        raise OutputError("is there already, and a key is not replaced", where=str(path), remedy=remedy) from error
    except OSError as error:
        remedy = "choose a folder you may write to"
        raise OutputError(f"cannot be written ({error.strerror})", where=str(path), remedy=remedy) from error
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(f"{HEADING}\n{secret.hex()}\n")


def read_key(path: Path) -> bytes:
    """The key in a file that ``write_key`` made.

    Raises ``InputError`` for a file that others may read, for a key that is too short, and for what is no key.
    """
    try:
        text, mode = path.read_text(encoding="ascii"), path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "cannot be read as a key", where=str(path), remedy="use the file that firmground linkage key made"
        ) from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise InputError("can be read by others than its owner", where=str(path), remedy=f"chmod 600 {path.name}, then try again")
    lines = text.split()
    if len(lines) != 2 or lines[0] != HEADING:
        raise InputError("is no key for linkage", where=str(path), remedy="use the file that firmground linkage key made")
    try:
        secret = bytes.fromhex(lines[1])
    except ValueError as error:
        raise InputError("has a key that is not hexadecimal", where=str(path), remedy="copy the whole file again") from error
    _refuse_short(secret, str(path))
    return secret


def _refuse_short(secret: bytes, where: str) -> None:
    if len(secret) < FEWEST_BYTES:
        remedy = "make one with firmground linkage key"
        raise InputError(f"has a key of {len(secret)} bytes, fewer than {FEWEST_BYTES}", where=where, remedy=remedy)

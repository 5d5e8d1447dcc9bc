"""The file that is made about a person for one recipient: a PDF, encrypted with a passphrase that is shown once and never kept.

It sets what it is given. What may be told is for ``sharing`` to say first; nothing here knows where somebody stays.
"""

import io
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter

from firmground.typesetting import pdf

TEMPLATE = Path(__file__).with_name("export.typ")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when read out over the phone
GROUPS, EACH = 5, 4  # 20 letters of 31: about 99 bits


def passphrase(choose: Callable[[str], str] = secrets.choice) -> str:
    """A passphrase in groups that can be read out, too long to be guessed."""
    return "-".join("".join(choose(LETTERS) for _ in range(EACH)) for _ in range(GROUPS))


def export_paper(content: dict[str, Any], *, secret: str) -> bytes:
    """The PDF of what is told, encrypted with AES-256. Raises ``OutputError`` when the page cannot be set."""
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(TEMPLATE, content)))), io.BytesIO()
    writer.encrypt(user_password=secret, owner_password=None, algorithm="AES-256")
    writer.write(made)
    return made.getvalue()

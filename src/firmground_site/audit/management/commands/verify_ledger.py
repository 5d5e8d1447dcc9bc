"""``manage.py verify_ledger``: recompute every digest of the ledger, and compare it with the seals."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from firmground.errors import FirmgroundError
from firmground.ledger.chain import Fault, Verified
from firmground.ledger.seal import Seal, contradictions, seal_from_json, seal_from_text
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.sealing import own_seals


class Command(BaseCommand):
    """Ends with 1 when something does not hold."""

    help = "Verify the chain of every stream, the contents, and the seals; ends with 1 and the fault when one does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to compare with, and how much to read."""
        parser.add_argument("--seal", type=Path, action="append", default=[], metavar="FILE", help="a seal kept elsewhere")
        parser.add_argument("--without-contents", action="store_true", help="do not open the contents: much quicker")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, seal: list[Path], without_contents: bool, **options: Any) -> None:
        """Verify."""
        seals = [*map(_read, seal), *own_seals()]
        chains = {head.stream: verify_stream(head, seals=seals, contents=not without_contents) for head in current_heads()}
        faults = [chain.fault for chain in chains.values() if chain.fault]
        faults += [fault for each in seals for fault in contradictions(each, chains)]
        lines = [_as_json(chains, faults, seals)] if options["json"] else _lines(chains, faults, seals)
        self.stdout.write("\n".join(lines))
        if faults:
            sys.exit(1)


def _read(path: Path) -> Seal:
    try:
        text = path.read_text(encoding="utf-8")
        return seal_from_json(json.loads(text)) if text.lstrip().startswith("{") else seal_from_text(text)
    except (OSError, ValueError, FirmgroundError) as error:
        raise CommandError(f"{path} cannot be read as a seal ({error}). Use it as it was made.") from error


def _lines(chains: dict[str, Verified], faults: Sequence[Fault], seals: Sequence[Seal]) -> list[str]:
    rows = [
        f"{stream}: {chain.count:,} entries, {chain.erased:,} erased, {'holds' if chain.holds else 'does not hold'}"
        for stream, chain in chains.items()
    ]
    return [*rows, *(f"{fault.stream}: {fault}" for fault in faults), f"Compared with {len(seals):,} seals."]


def _as_json(chains: dict[str, Verified], faults: Sequence[Fault], seals: Sequence[Seal]) -> str:
    streams = {
        stream: {"entries": chain.count, "erased": chain.erased, "digest": chain.head.digest, "holds": chain.holds}
        for stream, chain in chains.items()
    }
    found = [{"kind": each.kind.value, "stream": each.stream, "number": each.number, "what": each.what} for each in faults]
    return json.dumps({"holds": not faults, "streams": streams, "faults": found, "seals": len(seals)}, indent=2)

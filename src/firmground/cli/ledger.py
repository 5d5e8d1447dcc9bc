"""``firmground ledger``: verify an exported ledger, and compare it with seals."""

from pathlib import Path
from typing import Annotated, Any

import typer

from firmground.cli import exits
from firmground.cli.options import JsonOption
from firmground.cli.output import console, notes, print_json, print_table
from firmground.errors import FirmgroundError, InputError
from firmground.ledger.chain import Fault, Verified
from firmground.ledger.export import Examined, verify_export
from firmground.ledger.lines import one_meaning
from firmground.ledger.seal import TITLE, Seal, seal_from_json, seal_from_text

app = typer.Typer(no_args_is_help=True, help="Verify an exported ledger.")
LARGEST_SEAL = 1_000_000  # bytes; a seal has a few hundred


@app.callback()
def ledger() -> None:
    """Verify an exported ledger."""


@app.command()
def verify(
    export: Annotated[Path, typer.Argument(help="A file in the format firmground-ledger-1.", metavar="EXPORT")],
    seal: Annotated[
        list[str] | None,
        typer.Option("--seal", help="A seal to compare with: a file, or its text. May be repeated.", metavar="TEXT_OR_FILE"),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Recompute every digest of an exported ledger, and name the first entry of each stream that does not hold."""
    examined = verify_export(export, [read_seal(each) for each in seal or ()])
    if json:
        print_json(_as_json(examined))
    else:
        _show(examined)
    if not examined.holds:
        raise typer.Exit(exits.DOES_NOT_HOLD)


def _show(examined: Examined) -> None:
    rows = [
        (stream, f"{chain.count:,}", f"{chain.erased:,}", chain.head.digest.removeprefix("sha256:"))
        for stream, chain in examined.chains.items()
    ]
    print_table(f"Contents {examined.header.contents}", ("stream", "entries", "erased", "head"), rows, numbers=(1, 2))
    for stream, chain in examined.chains.items():
        if chain.fault:
            notes().print(f"{stream}: does not hold: {chain.fault}")
        else:
            console().print(f"{stream}: holds")
    for seal, faults in examined.contradictions:
        for fault in faults:
            notes().print(f"seal of {seal.sealed_at}: does not hold: {fault}")
        if not faults:
            console().print(f"seal of {seal.sealed_at}: holds")


def _as_json(examined: Examined) -> dict[str, Any]:
    return {
        "holds": examined.holds,
        "contents": examined.header.contents,
        "streams": [_stream(stream, chain) for stream, chain in examined.chains.items()],
        "seals": [
            {"sealed_at": seal.sealed_at, "holds": not faults, "faults": [_fault(each) for each in faults]}
            for seal, faults in examined.contradictions
        ],
    }


def _stream(stream: str, chain: Verified) -> dict[str, Any]:
    head = {"number": chain.head.number, "digest": chain.head.digest}
    fault = _fault(chain.fault) if chain.fault else None
    counts = {"entries": chain.count, "erased": chain.erased}
    return {"stream": stream, "holds": chain.holds, **counts, "head": head, "fault": fault}


def _fault(fault: Fault) -> dict[str, Any]:
    return {"kind": fault.kind.value, "stream": fault.stream, "number": fault.number, "what": fault.what}


def read_seal(given: str) -> Seal:
    """The seal in a file, or in the text itself."""
    if given.lstrip().startswith("{") or " ".join(given.split()).lower().startswith(TITLE):
        return _placed("--seal", given)
    path = Path(given)
    try:
        if path.stat().st_size > LARGEST_SEAL:
            raise InputError("is too large for a seal", where=given, remedy="name the file of the seal")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", where=given, remedy="save it as UTF-8") from error
    except (OSError, ValueError) as error:
        shown = given if len(given) <= 80 else given[:80] + "…"
        raise InputError("is neither a seal nor a file that can be read", where=shown, remedy="check the name") from error
    return _placed(given, text)


def _placed(where: str, text: str) -> Seal:
    try:
        return seal_from_json(one_meaning(text)) if text.lstrip().startswith("{") else seal_from_text(text)
    except ValueError as error:
        raise InputError(str(error), where=where, remedy="use the seal as it was made") from error
    except FirmgroundError as error:
        raise InputError(
            f"{error.where} {error.what}", where=where, remedy=error.remedy or "use the seal as it was made"
        ) from error

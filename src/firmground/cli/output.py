"""How commands speak: tables for people, JSON for programs, progress on standard error."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from firmground.errors import OutputError
from firmground.files import file_beside
from firmground.values import type_of_json

NARROWEST = 100  # columns of a page that is not a terminal


def console() -> Console:
    """Where results go; wide enough that numbers are not cut when the output is a file."""
    return Console(
        width=None if sys.stdout.isatty() else NARROWEST, highlight=False, markup=False, soft_wrap=not sys.stdout.isatty()
    )


def notes() -> Console:
    """Where progress, notes and errors go."""
    return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def print_json(value: type_of_json) -> None:
    """A result for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_result(result: type_of_json, words: str, *, as_json: bool) -> None:
    """What a command came to: as data for programs, or in words for people."""
    if as_json:
        print_json(result)
    else:
        console().print(words)


def print_table(title: str, heading: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> None:
    """A small table; ``numbers`` are the places of the columns set to the right."""
    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, title_style="bold", pad_edge=False)
    for place, name in enumerate(heading):
        table.add_column(name, justify="right" if place in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole, making its folder; ``OutputError`` when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", where=str(path), remedy="choose another folder") from error
    with file_beside(path) as part:
        part.write_bytes(content)


@contextlib.contextmanager
def progress_bar() -> Iterator[Callable[[str, float], None]]:
    """A bar on standard error; call what it gives with the name of the step and the share that is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=notes(), transient=False) as bar:
        tasks: dict[str, object] = {}

        def tell(step: str, share: float) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=1.0)
            bar.update(tasks[step], completed=min(share, 1.0))  # type: ignore[arg-type]

        yield tell

"""The figures of the whole territory for statements: as the records are now, and as they were when they were frozen.

They are counted by the library under the pack's own rules of disclosure, so they hold nothing that may not be published, and
whoever drafts, reviews or publishes sees the same. Frozen extracts lie in a folder of the server and are never served.
"""

import shutil
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.translation import gettext as _

from firmground.errors import FirmgroundError
from firmground.evidence.statement import withheld_for
from firmground.packs.pack import Pack
from firmground.statistics.disclosure.figures import Printed
from firmground.statistics.extract import Extract, read_extract, write_extract
from firmground.statistics.figure import Figures
from firmground.statistics.tabulation import compute_figures
from firmground.values import digest
from firmground_site.access.actors import the_system
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused
from firmground_site.figures.dashboard import KEPT, ledger_head
from firmground_site.figures.models import FrozenExtract
from firmground_site.figures.published import contents_near, publications_near
from firmground_site.figures.queries import days_of, years_counted
from firmground_site.figures.tables import Tables, tables_for
from firmground_site.packs.queries import active_pack, today

READER = the_system("statement")  # counts the whole territory, whoever asks: what comes out is what may be published


def years_with_records() -> list[int]:
    """The years of which a statement can be drafted."""
    return years_counted(READER, Permission.FIGURES_READ)


def live_figures(year: int) -> Figures:
    """The figures of a year as the records are now and as a statement may show them: counted anew only when something changed.

    What readers of statements that are published already could work out is withheld. Raises ``Refused`` for a year without
    records, with invented people and others together, or where nothing hides a small rise since a statement.
    """
    pack = active_pack()
    published = ",".join(str(each) for each in publications_near(year).values_list("pk", flat=True))
    key = digest(["statement", pack.digest, year, today().isoformat(), ledger_head(), published])  # short, as caches want it
    found: Figures | None = KEPT.get(key)
    if found is None:
        with TemporaryDirectory(prefix="firmground-statement-") as folder:
            extract = _extract(pack, year, Path(folder) / "extract")
            found = compute_figures(pack, extract, year, also_withheld=_withheld(pack, extract, year))
        KEPT.set(key, found)
    return found


def _withheld(pack: Pack, extract: Extract, year: int) -> frozenset[Printed]:
    try:
        return frozenset(withheld_for(pack, extract, year, contents_near(year)))
    except FirmgroundError as error:
        raise Refused(str(error)) from error


def freeze(year: int) -> tuple[Extract, str]:
    """The extract of a year as the records are now, kept in the folder of frozen extracts, and the name of its own folder.

    It has no answers, since no figure counts them. The same records are kept once.
    """
    pack, shelf = active_pack(), settings.FROZEN_EXTRACTS
    shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = shelf / f"new-{uuid.uuid4().hex}"
    try:
        extract = _extract(pack, year, made)
        name = "-".join((str(year), pack.digest.removeprefix("sha256:")[:12], extract.digest.removeprefix("sha256:")))
        if not (shelf / name).exists():
            made.rename(shelf / name)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return read_extract(shelf / name), name


def frozen(extract: FrozenExtract) -> Extract:
    """A frozen extract, read again; ``InputError`` when a table of it is no longer what it was."""
    return read_extract(settings.FROZEN_EXTRACTS / extract.folder)


def _extract(pack: Pack, year: int, out: Path) -> Extract:
    tables = tables_for(READER, Permission.FIGURES_READ, pack, days_of(pack, year), with_answers=False)
    _must_be_of_one_kind(tables, year)
    return write_extract(tables.tables, out, pack=pack, year=year, synthetic=True in tables.invented)


def _must_be_of_one_kind(tables: Tables, year: int) -> None:
    if tables.is_empty:
        raise Refused(_("Nothing was screened or decided in {year}, so there are no figures to quote.").format(year=year))
    if len(tables.invented) > 1:
        raise Refused(_("Invented people and others are together in {year}. A statement must be of one kind.").format(year=year))

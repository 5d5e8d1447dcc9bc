"""Making an extract: the one way in which counted records leave the database, without names, and noted in the ledger."""

import shutil
from pathlib import Path

from django.utils.translation import gettext as _

from firmground.statistics.extract import MANIFEST, Extract, write_extract
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.figures import events
from firmground_site.figures.queries import days_of
from firmground_site.figures.tables import tables_for
from firmground_site.packs.queries import active_pack

YEARS = range(1900, 3000)


@action(permission=Permission.EXTRACT_MAKE, records=[events.EXTRACT_MADE])
def make_extract(*, year: int, out: Path, by: Actor) -> Extract:
    """Write the extract of a year into a folder. Use ``extract_year``, which leaves no folder behind without its event.

    Raises ``Refused`` for a year without a screening or decision, or when invented people and others are in it together, and
    ``OutputError`` when the folder holds something else.
    """
    if year not in YEARS:
        raise Refused(_("{year} is not a year. Write it with four digits.").format(year=year))
    pack = active_pack()
    found = tables_for(by, Permission.EXTRACT_MAKE, pack, days_of(pack, year), with_answers=True)
    if found.is_empty:
        raise Refused(_("Nothing was screened or decided in {year}, so there is nothing to extract.").format(year=year))
    if len(found.invented) > 1:
        raise Refused(
            _(
                "Invented people and others are together in {year}. An extract must be of one kind, since its figures say which."
            ).format(year=year)
        )
    extract = write_extract(found.tables, out, pack=pack, year=year, synthetic=True in found.invented)
    record(
        events.EXTRACT_MADE,
        subject=f"extract:{year}",
        year=year,
        digest=extract.digest,
        pack_digest=pack.digest,
        synthetic=extract.synthetic,
        rows={name: table.num_rows for name, table in found.tables.items()},
    )
    return extract


def extract_year(*, year: int, out: Path, by: Actor) -> Extract:
    """Make the extract of a year; should its event not be kept, the folder is removed again."""
    before = _mark(out)
    try:
        return make_extract(year=year, out=out, by=by)
    except BaseException:
        if _mark(out) != before:
            shutil.rmtree(out)
        raise


def _mark(out: Path) -> int | None:
    """What tells one extract in a folder from the next."""
    manifest = out / MANIFEST
    return manifest.stat().st_ino if manifest.is_file() else None

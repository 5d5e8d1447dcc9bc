"""Packs an archive again so that the same parts give the same bytes, whenever and wherever they were made."""

import io
import zipfile

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can say
EVERYBODY_READS = 0o644 << 16


def steady(archive: bytes) -> bytes:
    """The same parts in the same order, each of one day; a first part ``mimetype`` stays uncompressed, as ODF demands."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, LONG_AGO)
            entry.external_attr = EVERYBODY_READS
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part))
    return made.getvalue()

"""Makes PDF from typst templates with fonts that come as wheels, so that every machine sets the same page; opens those of pages.

It must not know what is printed; ``screening.paper`` and ``evidence.render`` do.
"""

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from firmground.errors import OutputError
from firmground.values import type_of_json

if TYPE_CHECKING:
    import jinja2

FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_thai", "cvttf_NotoSansCJK_Regular")
FONTS = ("Noto Sans", "Noto Sans CJK TC", "Noto Sans Thai", "Noto Sans Arabic")


def templates(folder: Path) -> "jinja2.Environment":
    """The jinja templates of a folder: HTML is escaped, a name that is not there is a fault, and no line is added or lost."""
    import jinja2  # noqa: PLC0415 - slow to load, and paper forms need none

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def pdf(template: Path, content: type_of_json) -> bytes:
    """The PDF that a typst template makes of some JSON content, which it finds in ``sys.inputs.content``.

    The same content gives the same bytes. Raises ``OutputError`` with typst's message when the template fails.
    """
    inputs = {"content": json.dumps({**content, "fonts": FONTS}, ensure_ascii=False)}
    try:
        made = typst.compile(
            str(template),
            font_paths=[str(path) for path in font_folders()],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            timestamp=0,
        )
    except RuntimeError as error:
        raise OutputError(
            f"typst could not set the page: {error}", where=template.name, remedy="report this as a fault"
        ) from error
    assert isinstance(made, bytes)
    return made


def font_folders() -> list[Path]:
    """The folders of the installed font packages; ``OutputError`` names one that is missing."""
    folders = []
    for name in FONT_PACKAGES:
        found = importlib.util.find_spec(name)
        if found is None or not found.submodule_search_locations:
            raise OutputError(f"the font package {name} is missing", where="fonts", remedy="run script/setup again")
        folders.append(Path(next(iter(found.submodule_search_locations))))
    return folders

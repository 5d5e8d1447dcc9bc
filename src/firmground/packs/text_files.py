"""Reads the texts of a pack: ``text/<tag>.toml``, and for large parts ``text/<tag>/<part>.toml``, by dotted key."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from firmground.errors import PackError
from firmground.packs.entries import Language
from firmground.packs.reader import read_toml


def read_texts(
    folder: Path, languages: Iterable[Language], inherited: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The texts by language tag, then by dotted key, over those that are inherited."""
    texts = {}
    for language in languages:
        own: dict[str, str] = {}
        for path in text_files(folder, language.tag):
            added = _flat(read_toml(path), "", path)
            for key in sorted(added.keys() & own.keys()):
                raise PackError("is also in another file of this language", where=f"{path}, key {key}", remedy="keep one of them")
            own |= added
        texts[language.tag] = {**inherited.get(language.tag, {}), **own}
    return texts


def text_files(folder: Path, tag: str) -> list[Path]:
    """The files with the texts of a language."""
    whole = folder / "text" / f"{tag}.toml"
    return [*([whole] if whole.exists() else []), *sorted((folder / "text" / tag).glob("*.toml"))]


def _flat(written: Mapping[str, object], prefix: str, path: Path) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in written.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{key}.", path)
        elif isinstance(value, str) and value.strip():
            flat[prefix + key] = value
        else:
            raise PackError("is not a text", where=f"{path}, key {prefix}{key}", remedy="write words between quotes")
    return flat

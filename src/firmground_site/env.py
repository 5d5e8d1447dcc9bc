"""Typed readers for the environment. They fail loudly and name the variable; nothing else may read ``os.environ``."""

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Env:
    """The variables of one environment. A variable that is set but empty counts as not set."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default the variable must be set."""
        written = self.variables.get(name, "").strip()
        if written:
            return written
        if default is None:
            raise ImproperlyConfigured(f"{name} is not set. See docs/how-to/run-the-site.md for what it should hold.")
        return default

    def flag(self, name: str, default: bool) -> bool:
        """Yes or no, in one of the usual spellings."""
        written = self.text(name, str(default)).lower()
        if written not in FLAGS:
            raise ImproperlyConfigured(f"{name} is {written!r}, which is neither yes nor no. Use one of {', '.join(FLAGS)}.")
        return FLAGS[written]

    def whole_number(self, name: str, default: int, *, least: int = 0) -> int:
        """A whole number in digits, no smaller than ``least``."""
        written = self.text(name, str(default))
        if not written.isascii() or not written.isdigit() or int(written) < least:
            raise ImproperlyConfigured(f"{name} is {written!r}. Write a whole number of at least {least} in digits.")
        return int(written)

    def listed(self, name: str, default: str = "") -> list[str]:
        """Texts with commas between them; spaces around them do not count."""
        return [each.strip() for each in self.text(name, default).split(",") if each.strip()]

    def secret(self, name: str, default: str | None = None) -> str:
        """A secret from the file that ``NAME_FILE`` names, or from the variable itself; both at once are refused."""
        file = self.variables.get(f"{name}_FILE", "").strip()
        if not file:
            return self.text(name, default)
        if self.variables.get(name, "").strip():
            raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Keep one of them.")
        try:
            content = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read ({error}).") from error
        if not content:
            raise ImproperlyConfigured(f"{name}_FILE names {file}, which is empty.")
        return content

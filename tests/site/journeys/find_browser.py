"""Finds a Chromium: the system's, or the one that Playwright fetched for this user. As a program it prints where."""

import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")


def find_chromium() -> str | None:
    """The path of a Chromium, or ``None``."""
    installed = next((found for name in NAMES if (found := shutil.which(name))), None)
    return installed or playwrights_own()


def find_quick() -> str | None:
    """The path of a Chromium without the window around its pages, which opens one in a third of the time; else of any."""
    return next((found for name in SHELLS if (found := shutil.which(name))), None) or find_chromium()


def playwrights_own() -> str | None:
    """The one that ``playwright install chromium`` fetched."""
    from playwright.sync_api import sync_playwright  # starting it takes a second, which a system's own browser saves

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    found = find_chromium()
    sys.stdout.write(f"{found or ''}\n")
    sys.exit(0 if found else 1)

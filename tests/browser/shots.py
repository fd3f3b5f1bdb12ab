"""Pictures for people to look at, only where THEMEROOM_SHOTS names a folder."""

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = os.environ.get("THEMEROOM_SHOTS")


def shoot(page: Page, name: str, *, whole: bool = False) -> None:
    """Takes a picture of the screen, or of the whole page."""
    if FOLDER:
        page.screenshot(path=Path(FOLDER) / f"{name}.png", full_page=whole)

# SPDX-License-Identifier: EUPL-1.2
"""Debian's Chromium, driven by Playwright; nothing is downloaded."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
# Maps and networks are drawn by the processor: a machine that tests has no graphics card, or should not depend on it.
_ARGUMENTS: Final = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking")


def program() -> str | None:
    """Where a Chromium is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(executable: str) -> Generator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        root = os.geteuid() == 0  # who has no sandbox
        browser = playwright.chromium.launch(
            executable_path=executable, args=list(_ARGUMENTS), chromium_sandbox=not root
        )
        yield browser
        browser.close()

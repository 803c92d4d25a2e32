# SPDX-License-Identifier: EUPL-1.2
"""Debian's Chromium, driven by Playwright; nothing is downloaded."""

import os
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
# As on a computer without a graphics card, also where there is one: the processor draws pages, maps and networks.
_ARGUMENTS: Final = ("--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking")

PATIENCE: Final = 90_000
"""Milliseconds: much, because a machine that tests may be busy."""

# Playwright tells once a document that its network is idle. This tells it each time: that no question to the API is
# open, and none was put in so many milliseconds.
FOLLOW: Final = """{
  const ask = window.fetch;
  let [ever, open] = [0, 0];
  const answered = () => void open--;
  window.fetch = async (...given) => {
    ever++;
    open++;
    try {
      const answer = await ask(...given);
      answer.clone().arrayBuffer().then(answered, answered);
      return answer;
    } catch (error) {
      answered();
      throw error;
    }
  };
  window.quietFor = milliseconds => new Promise(done => {
    const before = ever;
    setTimeout(() => done(open === 0 && ever === before), milliseconds);
  });
}"""
"""For each page of a context, before anything else."""


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


def until(page: Page, condition: str, seconds: float = PATIENCE / 1000) -> None:
    """Wait until a JavaScript expression is true. Playwright's own way to wait is against the pages' security policy.
    Raises AssertionError when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"never came true: {condition}"
        page.wait_for_timeout(50)

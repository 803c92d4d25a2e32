# SPDX-License-Identifier: EUPL-1.2
"""Pictures of every page and sub-view, in light and dark, on a phone and on a desktop, of the demo municipality:

python -m tests.browser.screenshots [--out DIRECTORY] [NAME ...]
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser

from tests.browser.chromium import FOLLOW, chromium, program
from tests.browser.conftest import SIGNED_IN
from tests.browser.views import VIEWS, View, settle
from tests.web.running import Served, served, verbind

SIZES: Final = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES: Final[Sequence[Literal["light", "dark"]]] = ("light", "dark")


def main(arguments: list[str]) -> int:
    """Make the demo, serve it, and write a picture of each view. 1 where there is no Chromium."""
    names = [view.name for view in VIEWS]
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description="Pictures of every page.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(names)}; all if none is named")
    parser.add_argument("--out", type=Path, default=Path("screenshots"), help="where they go")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - set(names):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    executable = program()
    if executable is None:
        sys.stderr.write("There is no Chromium on this machine: install it first.\n")
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/demo.db"
        verbind("demo", "--store", store).check_returncode()
        with served(store, Path(folder) / "server.log") as server, chromium(executable) as browser:
            for view in VIEWS:
                if view.name in (given.names or names):
                    _take(browser, server, view, given.out)
    return 0


def _take(browser: Browser, server: Served, view: View, out: Path) -> None:
    for scheme, (size, (width, height)) in product(SCHEMES, SIZES.items()):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", locale="nl-NL"
        )
        context.add_init_script(FOLLOW)
        if view.staff:
            context.add_init_script(SIGNED_IN)
        page = context.new_page()
        page.goto(server.url + view.address(server))
        settle(page)
        path = out / f"{view.name}-{size}-{scheme}.png"
        page.screenshot(path=path, full_page=True)
        print(path, flush=True)  # noqa: T201 - a command says what it made
        context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

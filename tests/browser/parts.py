# SPDX-License-Identifier: EUPL-1.2
"""What several tasks have in common: signing in, saving a file, reading a number."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hands
from tests.web.running import TOKEN


def sign_in(page: Page, hands: Hands) -> None:
    """As staff, from a page that asks for it."""
    hands.press(page.get_by_role("main").get_by_role("button", name="Inloggen"))
    dialog = page.get_by_role("dialog", name="Inloggen voor medewerkers")
    hands.write(dialog.get_by_label("Toegangscode"), TOKEN)
    hands.press(dialog.get_by_role("button", name="Inloggen"))
    expect(dialog).to_be_hidden()


def saved(page: Page, hands: Hands, button: Locator, folder: Path) -> Path:
    """The file that a button saves."""
    with page.expect_download() as download:
        hands.press(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def number(text: str) -> int:
    """The first whole number in a text, as Dutch writes it."""
    found = re.search(r"\d[\d.]*", text)
    assert found, text
    return int(found.group().replace(".", ""))


def written(value: float, decimals: int = 0) -> str:
    """A number as Dutch writes it, with at most so many decimals; halves are rounded up."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return (text.rstrip("0").rstrip(".") if decimals else text).translate(str.maketrans(",.", ".,"))

# SPDX-License-Identifier: EUPL-1.2
"""What someone does in a page, with a mouse or with the keyboard alone."""

import re
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import until

TYPED = 300
"""Milliseconds: fields ask for suggestions 200 after the last key."""
FAR = 300
"""How often someone who looks for something on a page presses Tab at the very most."""


def suggested(page: Page) -> None:
    """Wait until suggestions are those of what was typed, and stay so."""
    until(page, f"quietFor({TYPED})")


def attended(page: Page) -> None:
    """Wait until the page knows who is to be told of a file chooser: what is pressed may reach it sooner, and then the
    browser opens one of its own, which without a window is cancelled at once."""
    page.evaluate("0")


class Hands(Protocol):
    """The same tasks are done by both."""

    def press(self, control: Locator) -> None:
        """A button, a link, an item that opens."""
        ...

    def tick(self, box: Locator) -> None:
        """A box that was empty, or one of several."""
        ...

    def write(self, field: Locator, text: str) -> None:
        """Text in a field, instead of what was in it."""
        ...

    def choose(self, choice: Locator, option: str) -> None:
        """An option of a list, by its words."""
        ...

    def pick(self, field: Locator, suggestion: Locator) -> None:
        """A suggestion that a field makes."""
        ...

    def give(self, field: Locator, file: Path) -> None:
        """A file."""
        ...


class Mouse:
    """Clicks."""

    def press(self, control: Locator) -> None:
        control.click()

    def tick(self, box: Locator) -> None:
        box.check()

    def write(self, field: Locator, text: str) -> None:
        field.click()
        field.fill("")
        field.press_sequentially(text)

    def choose(self, choice: Locator, option: str) -> None:
        choice.select_option(label=option)

    def pick(self, field: Locator, suggestion: Locator) -> None:
        suggested(field.page)
        suggestion.click()

    def give(self, field: Locator, file: Path) -> None:
        with field.page.expect_file_chooser() as asked:
            attended(field.page)
            field.click()
        asked.value.set_files(file)


class Keyboard:
    """Goes to each control by Tab, from wherever it is, and uses the keys that the control should know."""

    def reach(self, control: Locator) -> None:
        """Tab until it has the focus. Raises AssertionError when that does not come."""
        control.wait_for()
        for key in ("Tab", "Shift+Tab"):
            for _ in range(FAR):
                if control.evaluate("element => element === document.activeElement"):
                    return
                control.page.keyboard.press(key)
        raise AssertionError(f"out of reach of the keyboard: {control}")

    def press(self, control: Locator) -> None:
        self.reach(control)
        control.page.keyboard.press("Enter")

    def tick(self, box: Locator) -> None:
        self.reach(box)
        box.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        field.page.keyboard.press("Control+a")
        field.page.keyboard.type(text)

    def choose(self, choice: Locator, option: str) -> None:
        choice.locator("option").filter(has_text=re.compile(f"^{re.escape(option)}$")).wait_for(state="attached")
        self.reach(choice)
        names = choice.evaluate("list => [...list.options].map(option => option.label)")
        at = choice.evaluate("list => list.selectedIndex")
        keys = choice.page.keyboard
        keys.press("Space")  # opens the list, so that what is passed on the way is not chosen
        for _ in range(abs(names.index(option) - at)):
            keys.press("ArrowDown" if names.index(option) > at else "ArrowUp")
        keys.press("Enter")
        expect(choice.locator("option:checked")).to_have_text(option)

    def pick(self, field: Locator, suggestion: Locator) -> None:
        suggested(field.page)
        suggestion.wait_for()
        for _ in range(suggestion.page.get_by_role("option").count()):
            field.page.keyboard.press("ArrowDown")
            if suggestion.get_attribute("aria-selected") == "true":
                break
        expect(suggestion).to_have_attribute("aria-selected", "true")
        field.page.keyboard.press("Enter")

    def give(self, field: Locator, file: Path) -> None:
        self.reach(field)
        with field.page.expect_file_chooser() as asked:
            attended(field.page)
            field.page.keyboard.press("Enter")
        asked.value.set_files(file)

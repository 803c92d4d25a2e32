# SPDX-License-Identifier: EUPL-1.2
"""Files in the repository that derive from the declarations: written here, and checked to be up to date."""

import argparse
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent


def main(name: str, text: str, description: str) -> None:
    """The command line of a derived file: write it, or with --check say whether it is what it should be."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help=f"only check that {name} is up to date")
    if not parser.parse_args().check:
        (_ROOT / name).write_text(text)
    elif not is_current(name, text):
        sys.exit(f"{name} is not up to date; write it anew by leaving out --check")


def is_current(name: str, text: str) -> bool:
    """Whether a derived file is what it should be."""
    path = _ROOT / name
    return path.exists() and path.read_text() == text

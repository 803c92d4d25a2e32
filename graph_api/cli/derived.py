# SPDX-License-Identifier: EUPL-1.2
"""`verbind schema` and `verbind docs`: what derives from the declarations."""

from typing import Annotated

import typer

Check = Annotated[bool, typer.Option("--check", help="Only check that the file in the repository is up to date.")]


def schema(check: Check = False) -> None:
    """Print the GraphQL schema as SDL."""
    from schema import sdl

    _show(sdl.NAME, sdl.text(), "schema.sdl", check)


def docs(check: Check = False) -> None:
    """Print the page of the data model, in Markdown."""
    from schema import document

    _show(document.NAME, document.text(), "schema.document", check)


def _show(name: str, text: str, module: str, check: bool) -> None:
    from schema.derived import is_current

    if not check:
        typer.echo(text, nl=False)
    elif not is_current(name, text):
        raise ValueError(f"{name} is not up to date; write it anew with `python -m {module}`")

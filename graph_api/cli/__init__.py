# SPDX-License-Identifier: EUPL-1.2
"""The command `verbind`: everything that is done at a terminal."""

import sys

import typer
from pydantic import ValidationError
from rich.console import Console

from graph_api.cli.derived import docs, schema
from graph_api.cli.serve import serve
from graph_api.store.port import StoreError
from graph_api.web.serving import Busy
from loaders.loaded import LoadError
from schema.change import Refused

app = typer.Typer(
    name="verbind",
    help="One graph of residents' initiatives: load it, serve it, copy it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings come from environment variables (VERBIND_STORE, VERBIND_STAFF_TOKEN, …) or a file .env.",
)
for command in (serve, schema, docs):
    app.command()(command)


def main() -> None:
    """The entry point: what is expected to go wrong is said in a sentence, without a traceback."""
    try:
        app()
    except (StoreError, LoadError, Refused, Busy) as error:
        _fail(str(error))
    except ValidationError as error:  # a ValueError too, but not for people
        _fail("; ".join(_setting(each["loc"], each["msg"]) for each in error.errors()))
    except (ValueError, OSError) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _setting(place: tuple[int | str, ...], message: str) -> str:
    return f"VERBIND_{'.'.join(map(str, place)).upper()}: {message}"


def _fail(message: str) -> None:
    Console(stderr=True).print(f"verbind: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
    sys.exit(1)

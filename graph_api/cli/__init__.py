# SPDX-License-Identifier: EUPL-1.2
"""The command `verbind`: everything that is done at a terminal.

The commands import what they need when they run, so that `verbind --help` is there at once.
"""

import sys

import typer
from pydantic import ValidationError

from graph_api.cli.analyse import analyse
from graph_api.cli.copying import copy
from graph_api.cli.demo import demo
from graph_api.cli.derived import docs, schema
from graph_api.cli.erase import erase
from graph_api.cli.evaluate import evaluate
from graph_api.cli.learn import learn
from graph_api.cli.load import load
from graph_api.cli.running import complain
from graph_api.cli.serve import serve

app = typer.Typer(
    name="verbind",
    help="One graph of residents' initiatives: load it, serve it, copy it, analyse it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings come from environment variables (VERBIND_STORE, VERBIND_STAFF_TOKEN, …) or a file .env.",
)
for command in (serve, load, demo, copy, erase, learn, schema, docs):
    app.command()(command)
app.add_typer(analyse)
app.add_typer(evaluate)


def main() -> None:
    """The entry point: what is expected to go wrong is said in a sentence, without a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except ValidationError as error:  # a ValueError, but not one for people
        complain("; ".join(_setting(each["loc"], each["msg"]) for each in error.errors()))
        sys.exit(1)
    except Exception as error:
        if not isinstance(error, _expected()):
            raise
        complain(str(error))
        sys.exit(1)


def _expected() -> tuple[type[Exception], ...]:
    from graph_api.store.port import StoreError
    from loaders.loaded import LoadError
    from schema.change import Refused

    return StoreError, LoadError, Refused, ValueError, OSError


def _setting(place: tuple[int | str, ...], message: str) -> str:
    return f"VERBIND_{'.'.join(map(str, place)).upper()}: {message.removeprefix('Value error, ')}"

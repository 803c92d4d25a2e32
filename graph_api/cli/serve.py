# SPDX-License-Identifier: EUPL-1.2
"""`verbind serve`."""

import signal
import socket
import sys
from types import FrameType
from typing import Annotated

import typer

from graph_api.cli.demo import make
from graph_api.cli.running import StoreOption, run, settings, store_of
from graph_api.settings import Settings


def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on; 127.0.0.1 if not given.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="8000 if not given; 0 is any free port.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Give an empty store the demo municipality first.")] = False,
) -> None:
    """Serve the pages and the API, until Ctrl-C or SIGTERM."""
    # Stopping is no failure, neither while it starts (this) nor after (the server's own handler, then this).
    signal.signal(signal.SIGTERM, _stop)
    chosen = settings(store=store, host=host, port=port)

    from graph_api.web import logs, serving

    logs.configure(chosen.log_level)
    with serving.listen(chosen.host, chosen.port) as listener:
        run(_serve(chosen, listener, demo))


async def _serve(chosen: Settings, listener: socket.socket, demo: bool) -> None:
    from graph_api.web import serving

    async with store_of(chosen) as store:
        from graph_api.web.app import create_app  # which takes seconds: a wrong address is said at once

        if demo and not any((await store.counts()).values()):
            await make(store)
        await serving.serve(create_app(chosen, store), listener, lambda: _tell(listener))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _tell(listener: socket.socket) -> None:
    """Where everything is, in two lines."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    site = f"http://{host}:{port}"
    typer.echo(f"Page {site}/   GraphiQL {site}/graphiql")
    typer.echo(f"API  {site}/graphql")

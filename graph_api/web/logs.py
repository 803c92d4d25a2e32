# SPDX-License-Identifier: EUPL-1.2
"""Logs: lines of JSON on standard error, or readable ones on a terminal; those of libraries go the same way.

They hold no address with its parameters, no query, no variable and no local variable of a traceback.
"""

import logging
import sys
from collections.abc import Sequence

import orjson
import structlog
from structlog.types import EventDict, Processor, WrappedLogger

QUIET = ("uvicorn", "asyncio", "neo4j", "websockets")
"""Libraries of which only warnings are of interest."""


def configure(level: str) -> None:
    """Set up logging for this process. Raises ValueError for a level that does not exist."""
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise ValueError(f"VERBIND_LOG_LEVEL {level!r} is not a level: use DEBUG, INFO, WARNING or ERROR")
    terminal = sys.stderr.isatty()
    shared: Sequence[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: Sequence[Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if terminal
        else [structlog.processors.format_exc_info, _json]
    )
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(handlers=[handler], level=number, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
    logging.getLogger("uvicorn.error").addFilter(_not_the_client)


def _json(_logger: WrappedLogger, _name: str, event: EventDict) -> str:
    return orjson.dumps(event, default=str).decode()


def _not_the_client(record: logging.LogRecord) -> bool:
    """Text that is not UTF-8 closes the client's WebSocket; it is no error of ours, so no traceback either."""
    return not record.msg.startswith("Invalid UTF-8 sequence")

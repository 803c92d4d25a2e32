# SPDX-License-Identifier: EUPL-1.2
"""What the two formats in XML share: text that is safe in an attribute, and values as XML writes them."""

import re
from typing import Final
from xml.sax.saxutils import quoteattr

from graph_api.export.records import Cell
from schema.declare import Kind

TYPES: Final = {Kind.INTEGER: "long", Kind.REAL: "double", Kind.MONEY: "double", Kind.BOOLEAN: "boolean"}
"""Names of types, alike in both formats; what is not here is a string."""

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_PLAIN: Final = re.compile("[^\x20!#-%'-;=?-~\xa1-\ud7ff]")
"""What most texts have nothing of; those are as they are."""


def quoted(value: Cell) -> str:
    """A value between quotes, without characters that XML 1.0 cannot hold."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return quoteattr(_NOT_XML.sub("", text)) if _NOT_PLAIN.search(text) else f'"{text}"'


def escaped(value: Cell) -> str:
    """A value as the content of an element."""
    return quoted(value)[1:-1]

# SPDX-License-Identifier: EUPL-1.2
"""Themes: what initiatives are about."""

from schema.base import Node
from schema.declare import column, node


@node(description="A subject that initiatives share, such as 'Groen en Duurzaamheid'.")
class Theme(Node):
    """A theme. Its key is the natural key of its folded name."""

    name: str = column("Its name.", max_length=200, full_text=True)

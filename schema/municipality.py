# SPDX-License-Identifier: EUPL-1.2
"""The municipality: the government that takes part in residents' initiatives."""

from schema.base import Node
from schema.declare import column, node


@node(description="A municipality (gemeente).")
class Municipality(Node):
    """A municipality. Its key is the natural key of its folded name, so that sources without codes find it."""

    name: str = column("Its name.", max_length=200, full_text=True)
    code: str | None = column("Its CBS code.", default=None, pattern=r"GM\d{4}", indexed=True)
    population: int | None = column("Residents, where known.", default=None, minimum=0)

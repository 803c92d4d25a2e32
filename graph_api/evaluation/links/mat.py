# SPDX-License-Identifier: EUPL-1.2
"""A network from a MATLAB file, as link prediction's benchmark networks are kept."""

from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from scipy import sparse
from scipy.io import loadmat

from graph_api.analysis.snapshot import Matrix

MOST_NODES: Final = 20_000
VARIABLE: Final = "net"


def read(path: Path) -> Matrix:
    """The adjacency matrix in the variable `net`: n x n, symmetric, ones, no diagonal.

    Weights and directions are dropped, and so are loops: as in the published protocol a link is there or not. Raises
    ValueError, which names the file, where there is no such matrix in it; OSError where it cannot be read.
    """
    with path.open("rb") as file:
        try:
            found: dict[str, Any] = loadmat(cast(Any, file))  # its stubs know names only
        except Exception as error:  # the parser fails in many ways on what is no MATLAB file
            raise ValueError(f"{path}: not a MATLAB file that can be read (version 7.2 or before): {error}") from None
    if VARIABLE not in found:
        names = ", ".join(name for name in found if not name.startswith("__")) or "nothing"
        raise ValueError(f"{path}: has no variable `{VARIABLE}`, the matrix of the network; it has {names}")
    try:
        return network(found[VARIABLE])
    except ValueError as error:
        raise ValueError(f"{path}: `{VARIABLE}` {error}") from None


def network(given: Any) -> Matrix:
    """The same from a matrix of numbers, dense or sparse. Raises ValueError, of which the matrix is the subject."""
    if getattr(given, "ndim", 0) != 2 or given.shape[0] != given.shape[1]:
        raise ValueError(f"is not a square matrix but has shape {getattr(given, 'shape', ())}")
    if given.dtype.kind not in "biuf":
        raise ValueError("does not hold numbers")
    if given.shape[0] > MOST_NODES:
        raise ValueError(f"has {given.shape[0]} nodes; this evaluation goes to {MOST_NODES}")
    links = sparse.coo_array(given)
    if not np.isfinite(links.data).all():
        raise ValueError("holds values that are not finite")
    there = (links.data != 0) & (links.row != links.col)
    row, column = links.row[there], links.col[there]
    ones = np.ones(2 * len(row))
    both = (np.concatenate([row, column]), np.concatenate([column, row]))
    matrix = sparse.csr_array((ones, both), shape=links.shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix

# SPDX-License-Identifier: EUPL-1.2
"""The graph in one SQLite file: the store that needs no server."""

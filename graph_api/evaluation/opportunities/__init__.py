# SPDX-License-Identifier: EUPL-1.2
"""How well opportunities are found, on the graph of a store: see docs/evaluation.md."""

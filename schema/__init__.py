# SPDX-License-Identifier: EUPL-1.2
"""What exists in the graph, declared once."""

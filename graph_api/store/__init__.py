# SPDX-License-Identifier: EUPL-1.2
"""Where the graph is kept."""

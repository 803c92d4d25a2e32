# SPDX-License-Identifier: EUPL-1.2
"""Link prediction on a graph file, by the protocol of Zhang and Chen (2018)."""

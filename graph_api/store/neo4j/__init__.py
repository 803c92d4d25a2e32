# SPDX-License-Identifier: EUPL-1.2
"""The graph in Neo4j."""

# SPDX-License-Identifier: EUPL-1.2
"""A real Neo4j server for the tests, started from Maven Central's jars."""

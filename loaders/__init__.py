# SPDX-License-Identifier: EUPL-1.2
"""Registers in: one format or source per file."""

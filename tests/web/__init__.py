# SPDX-License-Identifier: EUPL-1.2
"""Tests of what is served, from outside: a real server, a real store."""

# SPDX-License-Identifier: EUPL-1.2
"""The service: where the graph is kept, what the network tells, and how both are served."""

# SPDX-License-Identifier: EUPL-1.2
"""How it is served."""

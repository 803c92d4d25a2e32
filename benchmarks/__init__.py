# SPDX-License-Identifier: EUPL-1.2
"""How fast it is, as ratios to something known, measured side by side in one run."""

# SPDX-License-Identifier: EUPL-1.2
"""A municipality that does not exist, believable enough to try everything on, at any size."""

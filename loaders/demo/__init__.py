# SPDX-License-Identifier: EUPL-1.2
"""A municipality that does not exist, believable enough to try everything on, at any size."""

from loaders.demo.generate import change_sets, load_demo

__all__ = ["change_sets", "load_demo"]

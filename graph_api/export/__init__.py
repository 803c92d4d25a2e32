# SPDX-License-Identifier: EUPL-1.2
"""The network and the figures about it, for other programs: files in the formats that these read."""

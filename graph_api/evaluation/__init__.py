# SPDX-License-Identifier: EUPL-1.2
"""The evaluation: how well connections are found, measured on links that were held out."""

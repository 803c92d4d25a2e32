# SPDX-License-Identifier: EUPL-1.2
"""Rates from small counts, shrunk to what is usual as far as chance may explain the difference (empirical Bayes).

Counts are Poisson, and the rates behind them vary as a Gamma distribution does, which is then also what is known of a
rate once its count is seen (Clayton & Kaldor, Biometrics 43, 1987, the model without covariates).

How much rates vary is estimated through the shrinkage B = b / (b + n) of an exposure n that is typical, the median.
Beforehand each B is as likely as any other; its mean given the counts is used (Christiansen & Morris, Journal of the
American Statistical Association 92, 1997). The most likely B often is 1, "they do not vary at all", where there are few
counts, and its intervals then hold the true rate far less often than they claim.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from graph_api.analysis.affiliation import Floats

LEVEL: Final = 0.9
"""With which probability a rate lies in its interval."""

_B: Final = np.arange(1, 100) / 100


@dataclass(frozen=True, slots=True)
class Prior:
    """How rates vary: a Gamma distribution with this shape, and this rate in units of exposure."""

    shape: float
    rate: float


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Rates with the interval in which each lies with probability LEVEL; all as long as the counts."""

    rate: Floats
    low: Floats
    high: Floats


def prior(count: Floats, exposure: Floats) -> Prior:
    """How the rates behind counts vary. There must be counts, of which one is not 0; exposures are above 0."""
    weight = float(np.median(exposure)) * _B / (1 - _B)
    likelihood = _log_likelihood(count, exposure, weight)
    chance = np.exp(likelihood - likelihood.max())
    usual = float(np.sum(chance * _B) / np.sum(chance))
    rate = float(np.median(exposure)) * usual / (1 - usual)
    return Prior(float(_mean(count, exposure, np.array([rate]))[0]) * rate, rate)


def shrunk(count: Floats, exposure: Floats, before: Prior) -> Shrunk:
    """What is known of the rates once the counts are seen."""
    shape, rate = before.shape + count, before.rate + exposure
    tails = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    low, high = (np.asarray(special.gammaincinv(shape, tail) / rate, np.float64) for tail in tails)
    return Shrunk(shape / rate, low, high)


def _mean(count: Floats, exposure: Floats, weight: Floats) -> Floats:
    """The mean rate for each weight of the prior: rates weighed by how little chance there is in them."""
    share = exposure / (exposure + weight[:, None])
    return np.sum(share * count / exposure, axis=1) / np.sum(share, axis=1)


def _log_likelihood(count: Floats, exposure: Floats, weight: Floats) -> Floats:
    """Of the counts, which are negative binomial, for each weight of the prior; up to a constant."""
    b = weight[:, None]
    a = _mean(count, exposure, weight)[:, None] * b
    terms = (
        special.gammaln(a + count) - special.gammaln(a) + a * np.log(b / (b + exposure)) - count * np.log(b + exposure)
    )
    return np.sum(terms, axis=1)

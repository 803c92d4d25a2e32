# SPDX-License-Identifier: EUPL-1.2
"""Link prediction on networks that others were measured on, against their published figures."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from graph_api.evaluation.links.mat import read
from graph_api.evaluation.links.protocol import evaluate

pytestmark = pytest.mark.slow

NETWORKS: Final = ("USAir", "NS", "PB", "Celegans", "Ecoli")
SINGLE_HEURISTICS: Final = ("CN", "Jaccard", "PA", "AA", "RA", "Katz", "PR", "SR")
# One setting for all: the first four of the ten splits of the table in docs/evaluation.md.
SPLITS: Final = 4
SEED: Final = 1

Figures = Mapping[str, Mapping[str, float]]
"""By network and method the mean AUC x 100."""


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    """The networks with what was published of them."""
    found = shared_data / "networks"
    for name in ("published_auc_table1.csv", *(f"{network}.mat" for network in NETWORKS)):
        if not (found / name).is_file():
            pytest.skip(f"no {found / name}")
    return found


@pytest.fixture(scope="module")
def published(folder: Path) -> Figures:
    """Those of Zhang and Chen (2018), table 1."""
    with (folder / "published_auc_table1.csv").open(encoding="utf-8", newline="") as file:
        rows = {row.pop("data"): row for row in csv.DictReader(file)}
    return {name: {method: float(auc.split("±")[0]) for method, auc in rows[name].items()} for name in NETWORKS}


@pytest.fixture(scope="module")
def ours(folder: Path) -> Figures:
    """Those of our methods."""

    def means(network: str) -> dict[str, float]:
        found = evaluate(read(folder / f"{network}.mat"), SPLITS, SEED, lambda _done, _total: None)
        return {method: float(values.mean()) for method, values in found.items()}

    return {network: means(network) for network in NETWORKS}


def test_ensemble_finds_what_seal_finds_in_each_and_more_in_at_least_four(ours: Figures, published: Figures) -> None:
    ahead = {network: ours[network]["ensemble"] - published[network]["SEAL"] for network in NETWORKS}
    assert min(ahead.values()) >= -0.3, ahead
    assert sum(points > 0 for points in ahead.values()) >= 4, ahead


def test_additive_model_finds_what_the_best_single_heuristic_finds(ours: Figures, published: Figures) -> None:
    ahead = {
        network: ours[network]["additive"] - max(published[network][method] for method in SINGLE_HEURISTICS)
        for network in NETWORKS
    }
    assert min(ahead.values()) >= 0, ahead

# SPDX-License-Identifier: EUPL-1.2
"""Ballots: who backed what, and what initiatives share when only counts may be kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
from scipy import sparse

from loaders import pb

APPROVAL: Final = ("approval", "choose-1")
WITH_POINTS: Final = ("cumulative", "scoring")
VOTE_TYPES: Final = (*APPROVAL, "ordinal", *WITH_POINTS)

LEAST = 10
"""Fewer common backers than this are not kept: a ballot is a fingerprint."""

STEP = 0.1
"""Weights are kept in whole tenths, at least one: finer ones would tell how long single ballots were."""


@dataclass(frozen=True, slots=True)
class BallotBox:
    """Ballots on n projects. Ballot b backs `projects[starts[b]:starts[b + 1]]` (indices) with as many `points`,
    all above zero."""

    voters: list[str]
    starts: list[int]
    projects: list[int]
    points: list[float]

    def totals(self, projects: int) -> tuple[list[int], list[float]]:
        """For each project, on how many ballots it is, and its points together."""
        which = np.asarray(self.projects, np.int64)
        ballots = np.bincount(which, minlength=projects)
        points = np.bincount(which, weights=np.asarray(self.points, np.float64), minlength=projects)
        return ballots.tolist(), points.tolist()


def read_ballots(votes: Sequence[pb.Row], projects: Sequence[str], vote_type: str) -> BallotBox:
    """The ballots of a file, on projects by their ids. Where projects get points, only points above zero back them.
    Raises LoadError."""
    index = {name: i for i, name in enumerate(projects)}
    box = BallotBox([], [0], [], [])
    lines: dict[str, int] = {}
    for row in votes:
        voter = row.required("voter_id")
        if voter in lines:
            raise row.wrong("voter_id", f"voter {voter} is also on line {lines[voter]}")
        lines[voter] = row.line
        for project, points in _ballot(row, index, vote_type):
            box.projects.append(project)
            box.points.append(points)
        box.voters.append(voter)
        box.starts.append(len(box.projects))
    return box


def _ballot(row: pb.Row, index: dict[str, int], vote_type: str) -> Iterator[tuple[int, float]]:
    names = [name.strip() for name in row.get("vote").split(",") if name.strip()]
    for name in names:
        if name not in index:
            raise row.wrong("vote", f"there is no project {name}")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise row.wrong("vote", f"project {twice} is there twice")
    for name, points in zip(names, _points(row, len(names), vote_type), strict=True):
        if points > 0:
            yield index[name], points


def _points(row: pb.Row, projects: int, vote_type: str) -> list[float]:
    """The points of a ballot, along with its projects; ones where its type has none."""
    if "points" not in row.columns and vote_type in WITH_POINTS:
        raise row.wrong("points", f"a vote of type {vote_type} needs a column points")
    texts = [text.strip() for text in row.get("points").split(",") if text.strip()]
    if vote_type in APPROVAL or (vote_type == "ordinal" and not texts):
        return [1.0] * projects
    if len(texts) != projects:
        raise row.wrong("points", f"has {len(texts)} points for {projects} projects")
    return [pb.number(text, row, "points") for text in texts]


def shared_backing(box: BallotBox, projects: int) -> Iterator[tuple[int, int, int, float]]:
    """Per pair of projects with at least LEAST common backers: both indices, the backers and their weight.

    The weight is the resource allocation index, the sum over the common backers of 1 / (projects on their ballot)
    (Zhou, Lu and Zhang 2009, doi:10.1140/epjb/e2009-00335-8), rounded to a multiple of STEP.
    """
    starts, which = np.asarray(box.starts, np.int64), np.asarray(box.projects, np.int64)
    size = np.diff(starts)
    shape = (len(box.voters), projects)
    sparse_array = cast(Any, sparse.csr_array)  # scipy's matrices carry no types
    backs = sparse_array((np.ones(which.size, np.int64), which, starts), shape=shape)
    shares = sparse_array((1.0 / np.repeat(size, size), which, starts), shape=shape)
    common = (backs.T @ backs).tocoo()
    weights = (backs.T @ shares).tocsr()
    for first, second, backers in zip(common.row.tolist(), common.col.tolist(), common.data.tolist(), strict=True):
        if first < second and backers >= LEAST:
            yield first, second, backers, max(round(float(weights[first, second]) / STEP), 1) / round(1 / STEP)

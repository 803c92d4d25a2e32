# SPDX-License-Identifier: EUPL-1.2
"""Connections worth making.

    engine = Engine(snapshot, facts, signals, weights)     # per snapshot and level; immutable; off the event loop
    best = engine.best(one, 20)                            # the best pairs of one party, with their reasons
    pair = engine.pair(one, other)                         # of any pair, offered or not

The score is linear in the pieces of evidence: score(a, b) = sum over signals of weight x the values of the pieces. A
piece's value is damped by itself (a person or area of d parties tells the less, the larger d is), never by other pieces
of the same pair, so a piece's share is exactly what the score loses without it, and more evidence never lowers a score.
"""

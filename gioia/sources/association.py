"""How much a word belongs to a part of a corpus, or to another word: pure functions of counts.

A value that the counts do not define is None: a logarithm of nothing, a share of an empty corpus. Nothing is added to a zero
to make it computable.

- Log-likelihood: Dunning, T. (1993), Computational Linguistics 19(1), 61-74, in the form for comparing corpora of Rayson, P.
  and Garside, R. (2000), Proceedings of the Workshop on Comparing Corpora, ACL, 1-6: 2 Σ O ln(O / E) over the word's two counts.
- Log ratio: Hardie, A. (2014), Log Ratio: an informal introduction, ESRC CASS: the binary logarithm of the ratio of the two
  relative frequencies.
- logDice: Rychlý, P. (2008), A lexicographer-friendly association score, Proceedings of RASLAN, 6-9: 14 + log2 of the Dice
  coefficient.
"""

from __future__ import annotations

from math import log, log2

_MOST = 14
"""What logDice is at most where two words stand in each other's company only."""


def log_likelihood(count: int, other: int, size: int, other_size: int) -> float | None:
    """Return G² of a word that stands `count` times in `size` words and `other` times in `other_size` words.

    A count of zero adds nothing to the sum (x ln x goes to 0). Undefined where one of the sizes is 0. Against the chi-squared
    distribution with one degree of freedom: 3.84 at p < .05, 6.63 at .01, 10.83 at .001, 15.13 at .0001.
    """
    if not size or not other_size:
        return None
    share = (count + other) / (size + other_size)
    return max(0.0, 2 * (_part(count, size * share) + _part(other, other_size * share)))


def _part(observed: int, expected: float) -> float:
    return observed * log(observed / expected) if observed else 0.0


def log_ratio(count: int, other: int, size: int, other_size: int) -> float | None:
    """Return how many times the word's share doubles from the other corpus to this one, negative where it is smaller.

    Undefined where the word is missing from either corpus.
    """
    if not count or not other:
        return None
    return log2((count / size) / (other / other_size))


def log_dice(together: int, count: int, other: int) -> float:
    """Return logDice of two words that stand `count` and `other` times, `together` times near each other, at least once."""
    return _MOST + log2(2 * together / (count + other))

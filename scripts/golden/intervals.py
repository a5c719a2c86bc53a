#!/usr/bin/env python3
"""Writes golden cases of intervals: of rates by statsmodels; of Hodges-Lehmann shifts by order statistics of all written-out
differences and averages, ranks from distributions counted in whole numbers and from SciPy's normal quantile.

Usage: python scripts/golden/intervals.py   (needs what group_statistics.py needs, and statsmodels)
"""

import math
from fractions import Fraction

import numpy as np
import scipy
import scipy.stats
import statsmodels
from group_statistics import plain, recipe, values, write
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

VERSIONS = f"SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}, NumPy {np.__version__}"


def counts_of_u(m, n):
    """How many orderings of m and n distinct values give each U: the pairs' recursion on the largest value."""
    table = {}
    for i in range(m + 1):
        for j in range(n + 1):
            if i == 0 or j == 0:
                table[i, j] = [1]
                continue
            counts = [0] * (i * j + 1)
            for u, number in enumerate(table[i - 1, j]):  # The largest is of the first sample: above all j of the second.
                counts[u + j] += number
            for u, number in enumerate(table[i, j - 1]):
                counts[u] += number
            table[i, j] = counts
    return table[m, n]


def counts_of_w(n):
    """How many of the 2^n signs give each sum of positive ranks."""
    counts = [1]
    for rank in range(1, n + 1):
        longer = counts + [0] * rank
        for w, number in enumerate(counts):
            longer[w + rank] += number
        counts = longer
    return counts


def exact_rank(counts, confidence):
    """The largest k with P(statistic <= k - 1) at most half of what the confidence leaves, by exact fractions."""
    tail, total, rank = 0, sum(counts), 0
    limit = (1 - Fraction(str(confidence))) / 2
    for number in counts:
        tail += number
        if Fraction(tail, total) > limit:
            break
        rank += 1
    return rank


def normal_rank(count, variance, confidence):
    z = scipy.stats.norm.ppf((1 + confidence) / 2)
    return max(math.floor(count / 2 + 0.5 - z * math.sqrt(variance)), 0)


def estimate(numbers, rank, method):
    numbers = np.sort(numbers)
    case = dict(shift=float(np.median(numbers)), method=method)
    if rank:
        case["lower"], case["upper"] = float(numbers[rank - 1]), float(numbers[-rank])
    return case


def two_samples():
    pairs = {
        "one each": ([3.0], [1.0]),
        "one against thirty-nine": ([0.3], recipe(39, seed=1)),
        "three against three: too few": ([1.0, 2.0, 3.0], [4.0, 5.0, 6.5]),
        "four against four": ([1.0, 2.0, 3.0, 9.0], [4.0, 5.0, 6.5, 11.0]),
        "twelve against twelve": (recipe(12, seed=2), recipe(12, seed=3, shift=0.2)),
        "the paper's first experiment": (recipe(25, seed=1, scale=0.2, shift=0.26), recipe(23, seed=2, scale=0.2, shift=0.8)),
        "fifty each": (recipe(50, seed=4), recipe(50, seed=5, shift=-0.1)),
        "fifty-one against twenty": (recipe(51, seed=6), recipe(20, seed=7, shift=-0.1)),
        "small, ties": ([1.0, 2.0, 2.0, 3.0, 5.0], [2.0, 3.0, 4.0, 5.0, 5.0, 8.0]),
        "ties, three each": ([1.0, 2.0, 2.0], [2.0, 3.0, 4.0]),
        "heavy ties": (recipe(60, seed=8, levels=4), recipe(70, seed=9, levels=4, shift=0.25)),
        "scale 1e200": (recipe(9, seed=10, scale=1e200), recipe(8, seed=11, scale=1e200)),
    }
    cases = []
    for name, (a, b) in pairs.items():
        x, y = values(a), values(b)
        m, n = len(x), len(y)
        exact = max(m, n) <= 50 and len(np.unique(np.concatenate([x, y]))) == m + n
        for confidence in [0.95, 0.8]:
            rank = exact_rank(counts_of_u(m, n), confidence) if exact else normal_rank(
                m * n, m * n * (m + n + 1) / 12, confidence)
            cases.append(dict(name=name, a=plain(a), b=plain(b), confidence=confidence)
                         | estimate((x[:, None] - y).ravel(), rank, "exact" if exact else "asymptotic"))
    write("hodges_lehmann_shift", cases, VERSIONS)


def paired():
    samples = {
        "one": [2.0],
        "five: too few": [1.0, 2.5, 0.3, 4.0, 1.7],
        "six": [1.0, 2.5, 0.3, 4.0, 1.7, -0.2],
        "twelve": recipe(12, seed=3, shift=0.2),
        "fifty": recipe(50, seed=4, shift=0.1),
        "fifty-one": recipe(51, seed=5, shift=-0.1),
        "ties and a zero": [0.0, 1.0, 1.0, -1.0, 2.0, 3.0, 3.0, -4.0, 5.0],
        "heavy ties": recipe(80, seed=6, levels=4, shift=0.25),
    }
    cases = []
    for name, sample in samples.items():
        d = values(sample)
        n = len(d)
        exact = n <= 50 and len(np.unique(np.abs(d))) == n and not (d == 0).any()
        averages = ((d[:, None] + d) / 2)[np.triu_indices(n)]
        for confidence in [0.95, 0.8]:
            rank = exact_rank(counts_of_w(n), confidence) if exact else normal_rank(
                len(averages), n * (n + 1) * (2 * n + 1) / 24, confidence)
            cases.append(dict(name=name, differences=plain(sample), confidence=confidence)
                         | estimate(averages, rank, "exact" if exact else "asymptotic"))
    write("hodges_lehmann_paired", cases, VERSIONS)


def rates():
    cases = []
    for confidence in [0.95, 0.9]:
        for (a, n), (b, m) in [((0, 12), (6, 12)), ((12, 12), (0, 12)), ((3, 12), (5, 10)), ((1, 1), (0, 1)),
                               ((56, 70), (48, 80)), ((9, 10), (3, 10)), ((400, 1000), (2, 900)), ((7, 12), (7, 12))]:
            alpha = 1 - confidence
            lower, upper = proportion_confint(a, n, alpha=alpha, method="wilson")
            low, high = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff", alpha=alpha)
            cases.append(dict(a=[a, n], b=[b, m], confidence=confidence, lower=float(lower), upper=float(upper),
                              difference_lower=float(low), difference_upper=float(high)))
    write("rates", cases, VERSIONS)


if __name__ == "__main__":
    two_samples()
    paired()
    rates()

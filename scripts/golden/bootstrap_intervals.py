#!/usr/bin/env python3
"""Writes golden cases of BCa bootstrap intervals: SciPy's, of the very resamples that heatsweep draws.

SplitMix64 is done again here; each resample takes one number for each value, of the first sample and then of the second.

Usage: python scripts/golden/bootstrap_intervals.py   (needs what group_statistics.py needs)
"""

import types
import warnings

import numpy as np
import pingouin
import scipy
import scipy.stats
from group_statistics import plain, recipe, values, write

VERSIONS = f"SciPy {scipy.__version__}, pingouin {pingouin.__version__}, NumPy {np.__version__}"
MASK = 2**64 - 1


def split_mix(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def common_language(a, b):
    return np.mean((a[:, None] > b) + (a[:, None] == b) / 2)


def cohen_d(a, b):
    return pingouin.compute_effsize(a, b, eftype="cohen")


STATISTICS = {
    "median": (1, np.median),
    "mean": (1, np.mean),
    "median difference": (2, lambda a, b: np.median(a) - np.median(b)),
    "common language": (2, common_language),
    "cohen d": (2, cohen_d),
    "paired median difference": (2, lambda a, b: np.median(a - b)),
    "spearman": (2, lambda a, b: scipy.stats.spearmanr(a, b).statistic),
}
PAIRED = {"paired median difference", "spearman"}


def case(name, statistic, samples, count, confidence, seed):
    arity, function = STATISTICS[statistic]
    data, paired = [values(sample) for sample in samples], statistic in PAIRED
    numbers = split_mix(seed)
    distribution = []
    for _ in range(count):
        if paired:
            index = [(next(numbers) * len(data[0])) >> 64 for _ in data[0]]
            resample = [sample[index] for sample in data]
        else:
            resample = [sample[[(next(numbers) * len(sample)) >> 64 for _ in sample]] for sample in data]
        distribution.append(float(function(*resample)))
    # By numbers rather than along an axis, so that both sides do the same arithmetic.
    given = types.SimpleNamespace(bootstrap_distribution=np.array(distribution))
    result = scipy.stats.bootstrap(data, function, n_resamples=0, bootstrap_result=given, vectorized=False, paired=paired,
                                   confidence_level=confidence, method="BCa")
    lower, upper = result.confidence_interval
    out = dict(name=name, statistic=statistic, samples=[plain(sample) for sample in samples], count=count,
               confidence=confidence, seed=seed, estimate=float(function(*data)))
    if np.isfinite(result.standard_error):
        out["standard_error"] = float(result.standard_error)
    if np.isfinite([lower, upper]).all():
        out["lower"], out["upper"] = float(lower), float(upper)
    return out


def bootstrap_intervals():
    a, b = recipe(25, seed=1, scale=0.2, shift=0.26), recipe(23, seed=2, scale=0.3, shift=0.31)
    skewed = [0.01, 0.02, 0.02, 0.03, 0.05, 0.08, 0.13, 0.21, 0.34, 0.55, 0.89, 1.44]
    twelve, other = recipe(12, seed=3, terms=3), recipe(12, seed=4, terms=3, shift=0.4)
    cases = [
        case("uniform", "median", [a], 2000, 0.95, 1),
        case("even count, skewed", "median", [skewed], 2000, 0.95, 2),
        case("mean of skewed values", "mean", [skewed], 2000, 0.9, 3),
        case("two values", "median", [[1.0, 2.0]], 200, 0.95, 4),
        case("constant", "median", [[2.0] * 8], 200, 0.95, 5),
        case("two groups", "median difference", [a, b], 2000, 0.95, 6),
        case("unequal sizes", "median difference", [skewed, b], 1000, 0.99, 7),
        case("two groups", "common language", [a, b], 1000, 0.95, 8),
        case("separated", "common language", [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0]], 200, 0.95, 9),
        case("two groups", "cohen d", [a, b], 1000, 0.95, 10),
        case("twelve each", "cohen d", [twelve, other], 1000, 0.95, 11),
        case("pairs", "paired median difference", [twelve, other], 2000, 0.95, 12),
        case("a large seed", "median", [twelve], 500, 0.95, 2**63 + 12345),
        case("pairs as values", "spearman", [twelve, skewed], 500, 0.95, 13),
    ]
    write("bootstrap_intervals", cases, VERSIONS)


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bootstrap_intervals()

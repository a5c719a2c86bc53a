#!/usr/bin/env python3
"""Writes the golden cases of Tests/StatisticsTests/Golden: what SciPy, pingouin and NumPy say, in float64.

A sample is a list of numbers, or a recipe {count, seed, terms, scale, shift, levels} that the tests follow as well, so
that 5,000 numbers need not be stored. Infinities are the strings "inf" and "-inf".

Usage: python scripts/golden/group_statistics.py   (needs numpy, scipy, pingouin, mpmath)
The name is not statistics.py because that would hide the standard module from every script in this folder.
"""

import fractions
import json
import math
import pathlib
import warnings

import mpmath
import numpy as np
import pingouin
import scipy
import scipy.stats

FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "StatisticsTests" / "Golden"


def recipe(count, seed=1, terms=1, scale=1.0, shift=0.0, levels=0):
    """Sums of `terms` uniform numbers from a linear congruential generator, centred, rounded down to 1/levels."""
    return dict(count=count, seed=seed, terms=terms, scale=scale, shift=shift, levels=levels)


def values(sample):
    """The numbers of a sample: only IEEE operations, so that every language gets the same bits."""
    if isinstance(sample, list):
        return np.array(sample, dtype=np.float64)
    state, numbers = sample["seed"], []
    for _ in range(sample["count"]):
        total = 0.0
        for _ in range(sample["terms"]):
            state = (1103515245 * state + 12345) % 2**31
            total += state / 2**31
        number = total - sample["terms"] / 2
        if sample["levels"]:
            number = math.floor(number * sample["levels"]) / sample["levels"]
        numbers.append(number * sample["scale"] + sample["shift"])
    return np.array(numbers, dtype=np.float64)


def plain(sample):
    """A sample as JSON can hold it."""
    if isinstance(sample, dict):
        return sample
    return [number(float(value)) for value in sample]


def number(value):
    value = float(value)
    return value if math.isfinite(value) else str(value)


def write(name, cases, versions=None):
    """One case a line, so that a changed value shows as one changed line."""
    versions = versions or f"SciPy {scipy.__version__}, pingouin {pingouin.__version__}, NumPy {np.__version__}"
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
    (FOLDER / f"{name}.json").write_text(f'{{\n  "source": "{versions}",\n  "cases": [\n{lines}\n  ]\n}}\n')


def shapiro_wilk():
    normal = lambda count, **other: recipe(count, terms=12, **other)
    samples = {
        "three values": [1.0, 2.0, 4.0],
        "three values, two of them equal": [5.0, 5.0, 9.0],
        "three values, evenly spaced": [-1.0, 0.0, 1.0],
        "four values": [0.1, 0.4, 0.35, 2.0],
        "four values, as far from normal as can be": [0.0, 0.0, 0.0, 1.0],
        "five values": [3.1, 2.2, 9.7, 4.4, 5.0],
        "six values": [3.1, 2.2, 9.7, 4.4, 5.0, -3.0],
        "shares near 1": [0.91, 0.88, 0.93, 0.97, 0.40, 0.92, 0.95, 0.90],
        "eleven values": normal(11, seed=3),
        "twelve values": normal(12, seed=4),
        "ties": [1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 5.0, 5.0, 8.0, 8.0, 8.0],
        "many ties": normal(300, seed=5, levels=2),
        "unsorted, negative": normal(50, seed=6, shift=-20.0),
        "far from zero": normal(40, seed=7, shift=1e6),
        "one outlier among equals": [0.0] * 39 + [1.0],
        "uniform, 100": recipe(100, seed=8),
        "uniform, 2,000": recipe(2000, seed=9),
        "uniform, 5,000: p below 1e-30": recipe(5000, seed=10),
        "normal, 5,000": normal(5000, seed=11),
        "two terms, 5,000": recipe(5000, seed=12, terms=2),
        "huge": normal(30, seed=13, scale=1e150),
        "small": normal(30, seed=13, scale=1e-12),
    }
    cases = []
    for name, sample in samples.items():
        numbers = values(sample)
        w, p = scipy.stats.shapiro(numbers)
        cases.append(dict(name=name, sample=plain(sample), w=float(w), p=float(p)))
    write("shapiro_wilk", cases)


def mann_whitney():
    low, high = recipe(25, seed=1, scale=0.2, shift=0.26), recipe(23, seed=2, scale=0.2, shift=0.8)
    pairs = {
        "one value each": ([1.0], [2.0]),
        "one value each, equal": ([1.0], [1.0]),
        "one against many": ([0.5], recipe(40, seed=3)),
        "three against three": ([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]),
        "small, overlapping": ([19.0, 22.0, 16.0, 29.0, 24.0], [20.0, 11.0, 17.0, 12.0]),
        "small, ties": ([1.0, 2.0, 2.0, 3.0], [2.0, 3.0, 4.0, 5.0, 5.0]),
        "eight against eight": (recipe(8, seed=4), recipe(8, seed=5, shift=0.3)),
        "eight against three hundred": (recipe(8, seed=6), recipe(300, seed=7, shift=0.2)),
        "nine against nine": (recipe(9, seed=8), recipe(9, seed=9, shift=0.3)),
        "the paper's first experiment: 25 below 23": (low, high),
        "the same turned round": (high, low),
        "the paper's second experiment: 23 below 22": (recipe(23, seed=1), recipe(22, seed=2, shift=2.0)),
        "heavy ties": (recipe(60, seed=10, levels=4), recipe(70, seed=11, levels=4, shift=0.25)),
        "all values the same": ([3.0] * 12, [3.0] * 15),
        "two constants": ([3.0] * 12, [4.0] * 15),
        "infinities": ([-math.inf, 1.0, 2.0, math.inf], [3.0, 4.0, math.inf, 5.0, 6.0]),
        "infinities without ties": ([-math.inf, 1.0, 2.0], [3.0, math.inf, 0.0]),
        "negative and positive zero are equal": ([-0.0, 1.0, 2.0], [0.0, 3.0, 4.0]),
        "scales 1e300 and 1e-300": ([1e300, 2e300, -1e300], [1e-300, 2e-300, -3e-300, 4e-300]),
        "p below 1e-100": (recipe(320, seed=12), recipe(330, seed=13, shift=3.0)),
        "p near 1e-300": (recipe(920, seed=14), recipe(910, seed=15, shift=3.0)),
        "5,000 each": (recipe(5000, seed=16), recipe(5000, seed=17, shift=0.01)),
    }
    cases = []
    for name, (a, b) in pairs.items():
        x, y = values(a), values(b)
        tied = len(np.unique(np.concatenate([x, y]))) < len(x) + len(y)
        u, p = scipy.stats.mannwhitneyu(x, y, method="auto")
        case = dict(name=name, a=plain(a), b=plain(b), u=float(u), p=float(p))
        case["method"] = "exact" if min(len(x), len(y)) <= 8 and not tied else "asymptotic"
        case["asymptotic"] = float(scipy.stats.mannwhitneyu(x, y, method="asymptotic").pvalue)
        if not tied and len(x) * len(y) <= 1000:
            case["exact"] = float(scipy.stats.mannwhitneyu(x, y, method="exact").pvalue)
        if np.isfinite(x).all() and np.isfinite(y).all():
            effects = pingouin.mwu(x, y)
            case["rank_biserial"], case["cles"] = float(effects["RBC"].iloc[0]), float(effects["CLES"].iloc[0])
        cases.append(case)
    write("mann_whitney", cases)


def cohen_d():
    pairs = {
        "pingouin's example": ([1.0, 2.0, 3.0, 4.0], [3.0, 4.0, 5.0, 6.0, 7.0]),
        "turned round": ([3.0, 4.0, 5.0, 6.0, 7.0], [1.0, 2.0, 3.0, 4.0]),
        "unequal sizes": (recipe(25, seed=1, scale=0.2, shift=0.26), recipe(23, seed=2, scale=0.2, shift=0.8)),
        "one value in the second sample": ([1.0, 2.5, 3.0, 7.0], [4.0]),
        "one sample constant": ([0.1] * 7, [0.3, 0.2, 0.5]),
        "equal means": ([1.0, 2.0, 3.0], [0.0, 2.0, 4.0]),
        "far from zero": (recipe(30, seed=3, shift=1e6), recipe(30, seed=4, shift=1e6 + 0.25)),
        "5,000 each": (recipe(5000, seed=5, terms=3), recipe(5000, seed=6, terms=2, shift=0.1)),
        "scale 1e100": (recipe(10, seed=7, scale=1e100), recipe(12, seed=8, scale=1e100)),
        "scale 1e-100": (recipe(10, seed=7, scale=1e-100), recipe(12, seed=8, scale=1e-100)),
    }
    cases = []
    for name, (a, b) in pairs.items():
        d = pingouin.compute_effsize(values(a), values(b), eftype="cohen")
        cases.append(dict(name=name, a=plain(a), b=plain(b), d=float(d)))
    write("cohen_d", cases)


def descriptions():
    samples = {
        "one value": [4.25],
        "two values": [1.0, 4.0],
        "three values": [3.0, -1.0, 8.0],
        "four values": [10.0, 1.0, 7.0, 2.0],
        "ties": [1.0, 1.0, 1.0, 2.0, 5.0, 5.0],
        "constant": [0.1] * 10,
        "uniform, 5,000": recipe(5000, seed=1, shift=3.0),
        "uniform, 4,998": recipe(4998, seed=2),
        "cancelling": [1e16, 1.0, -1e16],
        "huge": [1.7e308, 1.6e308, 1.5e308],
        "smallest": [5e-324, 1e-323, 1.5e-323, 2e-323, 2.5e-323],
        "one infinity": [1.0, 2.0, 3.0, math.inf],
        "both infinities": [-math.inf, -math.inf, 0.0, 1.0, 2.0, math.inf, math.inf],
    }
    cases = []
    for name, sample in samples.items():
        numbers = values(sample)
        if np.isfinite(numbers).all():
            # The exact mean, rounded: NumPy's own overflows or cancels in the hard cases.
            mean = float(sum(map(fractions.Fraction, numbers.tolist())) / len(numbers))
        else:
            mean = numbers.mean()
        q1, median, q3 = np.quantile(numbers, [0.25, 0.5, 0.75])
        if name == "both infinities":
            q3 = math.inf  # Half way from 2 to infinity; NumPy takes a difference of infinities there.
        cases.append(dict(name=name, sample=plain(sample), mean=number(mean), median=number(median),
                          q1=number(q1), q3=number(q3)))
    write("descriptions", cases)


def normal_tail():
    mpmath.mp.dps = 40
    cases = []
    for z in [-38.0, -9.3, -5.0, -1.0, 0.0, 0.5, 1.0, 1.96, 3.0, 5.0, 6.0, 8.0, 9.3, 12.0, 20.0, 30.0, 37.0]:
        cases.append(dict(z=z, p=float(mpmath.erfc(mpmath.mpf(z) / mpmath.sqrt(2)) / 2)))
    write("normal_tail", cases)


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shapiro_wilk()
        mann_whitney()
        cohen_d()
        descriptions()
        normal_tail()

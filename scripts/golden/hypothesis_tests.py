#!/usr/bin/env python3
"""Writes golden cases of hypothesis tests and of power: what SciPy, pingouin and statsmodels say, in float64.

Usage: python scripts/golden/hypothesis_tests.py   (needs what group_statistics.py needs, and statsmodels)
"""

import math
import warnings

import numpy as np
import pandas
import pingouin
import scipy
import scipy.stats
import statsmodels
from group_statistics import plain, recipe, values, write
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.nonparametric import rank_compare_2indep, samplesize_rank_compare_onetail

VERSIONS = (f"SciPy {scipy.__version__}, pingouin {pingouin.__version__}, statsmodels {statsmodels.__version__}, "
            f"NumPy {np.__version__}")

DIFFERENCES = {
    "one": [2.0],
    "five, all positive": [1.0, 2.5, 0.3, 4.0, 1.7],
    "twelve, mixed": recipe(12, seed=3, shift=0.2),
    "thirteen with ties": [1.0, -1.0, 2.0, 2.0, 3.0, -4.0, 5.0, 5.0, 5.0, -0.5, 0.5, 7.0, 8.0],
    "thirteen with zeros": [0.0, 0.0, 1.0, 2.0, -3.0, 4.0, 5.0, 6.0, -7.0, 8.0, 9.0, 10.0, 11.0],
    "eight zeros": [0.0] * 8,
    "fourteen with a tie": [1.0, -1.0, 2.0, 3.0, 4.0, -5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, -13.0],
    "fourteen with a zero": [0.0, 1.0, 2.0, 3.0, 4.0, -5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, -13.0],
    "fifty": recipe(50, seed=4, shift=0.1),
    "fifty, strong": recipe(50, seed=4, shift=0.6),
    "fifty-one": recipe(51, seed=5, shift=-0.1),
    "heavy ties": recipe(80, seed=6, levels=4, shift=0.25),
    "infinite": [-math.inf, 1.0, 2.0, -3.0, math.inf, 5.0, math.inf, 0.5],
    "five hundred": recipe(500, seed=7, shift=0.3),
}

PAIRS = {
    "Brunner and Munzel's pain scores": (
        [1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 4.0, 1.0, 1.0],
        [3.0, 3.0, 4.0, 3.0, 1.0, 2.0, 3.0, 1.0, 1.0, 5.0, 4.0]),
    "two against two": ([1.0, 3.0], [2.0, 4.0]),
    "one of them constant": ([2.0, 2.0, 2.0], [1.0, 3.0, 4.0, 5.0]),
    "twelve against twelve": (recipe(12, seed=8), recipe(12, seed=9, shift=0.2)),
    "unequal spread": (recipe(30, seed=10, scale=0.1), recipe(12, seed=11, scale=3.0, shift=0.4)),
    "heavy ties": (recipe(60, seed=12, levels=4), recipe(70, seed=13, levels=4, shift=0.25)),
    "failures last": ([-math.inf] * 6 + [0.7, 0.8, 0.75, 0.9, 0.85, 0.82], recipe(12, seed=14, scale=0.2, shift=0.4)),
    "nearly separated": (recipe(25, seed=15), recipe(23, seed=16, shift=0.7)),
    "500 each": (recipe(500, seed=17), recipe(500, seed=18, shift=0.05)),
}


def wilcoxon():
    cases = []
    for name, sample in DIFFERENCES.items():
        d = values(sample)
        statistic, p = scipy.stats.wilcoxon(d)
        plain_differences = len(np.unique(np.abs(d))) == len(d) and not (d == 0).any()
        method = "exact" if len(d) <= (50 if plain_differences else 13) else "asymptotic"
        case = dict(name=name, differences=plain(sample), statistic=float(statistic), p=float(p), method=method)
        if np.isfinite(d).all() and (d != 0).any():
            case["rank_biserial"] = float(pingouin.wilcoxon(d)["RBC"].iloc[0])
        positive, negative = int((d > 0).sum()), int((d < 0).sum())
        signed = positive + negative
        case["sign_p"] = float(scipy.stats.binomtest(positive, signed, 0.5).pvalue) if signed else 1.0
        cases.append(case)
    write("signed_rank", cases, VERSIONS)


def brunner_munzel():
    cases = []
    for name, (a, b) in PAIRS.items():
        x, y = values(a), values(b)
        statistic, p = scipy.stats.brunnermunzel(x, y)
        probability = np.mean((x[:, None] < y) + (x[:, None] == y) / 2)
        cases.append(dict(name=name, a=plain(a), b=plain(b), statistic=float(statistic), p=float(p),
                          probability=float(probability)))
    write("brunner_munzel", cases, VERSIONS)


def spearman():
    pairs = {
        "three": ([1.0, 2.0, 3.0], [1.0, 3.0, 2.0]),
        "five with a tie": ([1.0, 2.0, 3.0, 4.0, 5.0], [5.0, 6.0, 7.0, 8.0, 7.0]),
        "heavy ties": (recipe(40, seed=19, levels=4), recipe(40, seed=20, levels=3)),
        "thirty": (recipe(30, seed=21), recipe(30, seed=22)),
        "infinities": ([-math.inf, 1.0, 2.0, math.inf, 0.5], [3.0, 4.0, math.inf, 5.0, 6.0]),
        "falling": ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], [9.0, 8.0, 7.0, 5.0, 6.0, 3.0, 2.0, 1.0]),
        "two thousand": (recipe(2000, seed=23), recipe(2000, seed=24)),
    }
    cases = []
    for name, (x, y) in pairs.items():
        rho, p = scipy.stats.spearmanr(values(x), values(y))
        cases.append(dict(name=name, x=plain(x), y=plain(y), rho=float(rho), p=float(p)))
    write("spearman", cases, VERSIONS)


def fisher():
    tables = [[8, 2, 1, 5], [0, 12, 6, 6], [6, 6, 0, 12], [12, 0, 0, 12], [0, 12, 0, 12], [1, 0, 0, 1], [3, 9, 4, 8],
              [0, 0, 3, 4], [0, 3, 0, 4], [6, 2, 1, 4], [1, 9, 11, 3], [100, 2, 1000, 5], [60, 40, 50, 50], [5, 5, 5, 5],
              [4000, 6000, 4200, 5800], [2, 7, 8, 2], [30, 0, 20, 10], [10, 20, 20, 10], [200, 0, 0, 200]]
    cases = []
    for a, b, c, d in tables:
        ratio, p = scipy.stats.fisher_exact([[a, b], [c, d]])
        case = dict(table=[a, b, c, d], p=float(p))
        if math.isfinite(ratio):
            case["odds_ratio"] = float(ratio)
        cases.append(case)
    write("fisher_exact", cases, VERSIONS)


def holm():
    families = [[0.01], [0.01, 0.04, 0.03, 0.005], [0.5, 0.6, 0.9], [0.02, 0.02, 0.02], [0.0, 1.0, 0.3],
                [1e-300, 1e-9, 0.049, 0.051, 0.2, 0.2]]
    cases = [dict(p=family, adjusted=multipletests(family, method="holm")[1].tolist()) for family in families]
    write("holm", cases, VERSIONS)


def power():
    cases = []
    for name, (a, b) in PAIRS.items():
        x, y = values(a), values(b)
        effect = np.mean((x[:, None] > y) + (x[:, None] == y) / 2)
        for target, alpha in [(0.8, 0.05), (0.9, 0.05), (0.95, 0.01)]:
            z = scipy.stats.norm.ppf(1 - alpha / 2) + scipy.stats.norm.ppf(target)
            case = dict(name=name, a=plain(a), b=plain(b), power=target, alpha=alpha, effect=float(effect))
            if effect != 0.5:
                case["noether"] = float(z**2 / (12 * 0.25 * (effect - 0.5) ** 2))
            if np.isfinite(x).all():
                result = samplesize_rank_compare_onetail(x, y, alpha, target)
                # statsmodels 0.15 takes the effect from mean placements, which is right for equal sizes only (its own
                # rank_compare_2indep differs otherwise), and adds 1e-12. Both are put right here; the variances stay its own.
                used = result.relative_effect - 0.5 + 1e-12
                case["rank_variance"] = float(result.nobs_total * (used / (rank_compare_2indep(x, y).prob1 - 0.5)) ** 2)
            cases.append(case)
    write("trials_needed", cases, VERSIONS)


def pairs_needed():
    cases = []
    for name, sample in DIFFERENCES.items():
        d = values(sample)
        if len(d) < 2 or not np.isfinite(d).all():
            continue
        sums = (d[:, None] + d)[np.triu_indices(len(d), 1)]
        effect = np.mean((sums > 0) + (sums == 0) / 2)
        case = dict(name=name, differences=plain(sample), effect=float(effect))
        if effect != 0.5:
            z = scipy.stats.norm.ppf(0.975) + scipy.stats.norm.ppf(0.9)
            case["total"] = float(z**2 / (3 * (effect - 0.5) ** 2))
        cases.append(case)
    write("pairs_needed", cases, VERSIONS)


def outliers():
    samples = {
        "none": [1.0, 2.0, 3.0, 4.0],
        "one high": [1.0, 2.0, 3.0, 4.0, 30.0],
        "uniform": recipe(20, seed=25),
        "heavy": [0.1, 0.11, 0.12, 0.13, 0.1, 0.12, 0.135, 0.14, 0.09, 0.19, 0.9, -0.4],
        "constant but one": [1.0] * 9 + [1.5],
    }
    cases = []
    for name, sample in samples.items():
        series = pandas.Series(values(sample))
        low, high = series.quantile(0.25), series.quantile(0.75)
        case = dict(name=name, sample=plain(sample))
        for factor, key in [(1.5, "near"), (5.0, "far")]:
            beyond = (series < low - factor * (high - low)) | (series > high + factor * (high - low))
            case[key] = [int(index) for index in series.index[beyond]]
        cases.append(case)
    write("outliers", cases, f"pandas {pandas.__version__}")


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wilcoxon()
        brunner_munzel()
        spearman()
        fisher()
        holm()
        power()
        pairs_needed()
        outliers()

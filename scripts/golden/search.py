#!/usr/bin/env python3
"""Writes the golden cases of Tests/SearchTests/Golden: what SciPy, scikit-learn and NumPy say, in float64.

Usage: python scripts/golden/search.py   (needs numpy, scipy, scikit-learn)
"""

import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.stats import norm, qmc
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern

FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "SearchTests" / "Golden"


def write(name, cases):
    """One case a line, so that a changed value shows as one changed line."""
    versions = f"SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}, NumPy {np.__version__}"
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
    (FOLDER / f"{name}.json").write_text(f'{{\n  "source": "{versions}",\n  "cases": [\n{lines}\n  ]\n}}\n')


def at(sequence, index):
    """One point of a sequence that can only be read from its beginning."""
    sequence.reset()
    if index:
        sequence.fast_forward(index)
    return sequence.random(1)[0].tolist()


def sobol():
    # Point 2^k is the exclusive or of the direction numbers k and k + 1: together these points use each of them.
    indices = list(range(16)) + [2**k for k in range(4, 24)] + [1000, 65535, 1234567]
    sequence = qmc.Sobol(16, scramble=False)
    points = {index: at(sequence, index) for index in indices}
    # As numerators over 2^30, which is as fine as SciPy computes them.
    write("sobol", [dict(index=i, numerators=[int(c * 2**30) for c in point]) for i, point in points.items()])


def halton():
    indices = list(range(20)) + [48, 1000, 12345, 1234567]
    sequence = qmc.Halton(16, scramble=False)
    write("halton", [dict(index=index, point=at(sequence, index)) for index in indices])


def gaussian_process():
    rng = np.random.default_rng(5)
    settings = {
        "one point": dict(points=rng.random((1, 1)), scales=[0.3], noise=0.0),
        "one dimension, without noise": dict(points=rng.random((6, 1)), scales=[0.3], noise=0.0),
        "two dimensions": dict(points=rng.random((12, 2)), scales=[0.2, 1.5], noise=1e-4),
        "a mean and a large variance": dict(points=rng.random((9, 2)), scales=[0.7, 0.4], noise=0.2, mean=-30.0, signal=50.0),
        "thirty points, three dimensions": dict(points=rng.random((30, 3)), scales=[0.2, 0.5, 3.0], noise=0.01, signal=0.4),
        "points repeated": dict(points=np.repeat(rng.random((4, 2)), 3, axis=0), scales=[0.5, 0.5], noise=0.05),
        "almost only noise": dict(points=rng.random((10, 1)), scales=[10.0], noise=9.0, signal=1.5),
        "a hundred points, four dimensions": dict(points=rng.random((100, 4)), scales=[0.3, 0.6, 1.0, 2.0], noise=0.01),
    }
    cases = []
    for name, setting in settings.items():
        points, mean, signal = setting["points"], setting.get("mean", 0.0), setting.get("signal", 1.0)
        values = mean + np.sqrt(signal) * (np.sin(5 * points).sum(axis=1) + 0.1 * rng.standard_normal(len(points)))
        kernel = ConstantKernel(signal) * Matern(setting["scales"], nu=2.5)
        model = GaussianProcessRegressor(kernel, alpha=setting["noise"], optimizer=None).fit(points, values - mean)
        queries = np.concatenate([rng.random((5, points.shape[1])), points[:1]])
        means, deviations = model.predict(queries, return_std=True)
        cases.append(dict(
            name=name, points=points.tolist(), values=values.tolist(), mean=mean, signal_variance=signal,
            noise_variance=setting["noise"], length_scales=setting["scales"], queries=queries.tolist(),
            means=(means + mean).tolist(), variances=(deviations**2).tolist(),
            log_marginal_likelihood=float(model.log_marginal_likelihood_value_)))
    write("gaussian_process", cases)


def expected_improvement():
    cases = []
    for mean, deviation, best in [(0, 1, 0), (1, 1, 0), (-1, 1, 0), (0.9, 0.02, 0.95), (-3, 1, 0), (-6, 1, 0), (5, 0.1, 0),
                                  (0.3, 2.0, -0.4), (120.0, 15.0, 140.0)]:
        z = (mean - best) / deviation
        value = deviation * (z * norm.cdf(z) + norm.pdf(z))
        cases.append(dict(mean=mean, variance=deviation**2, best=best, value=float(value)))
    write("expected_improvement", cases)


def successive_halving():
    """Reports in a random order, and the decisions of Ray Tune's rule: stop below this percentile of the earlier values."""
    cases = []
    for seed, factor, minimum, maximum, trials in [(1, 2, 1, 16, 12), (2, 3, 1, 27, 30), (3, 4, 2, 100, 40), (4, 10, 1, 50, 25)]:
        rng = np.random.default_rng(seed)
        final = rng.random(trials)
        reached, stopped, recorded, reports = np.zeros(trials, int), set(), {}, []
        while True:
            running = [t for t in range(trials) if t not in stopped and reached[t] < maximum]
            if not running:
                break
            trial = int(rng.choice(running))
            reached[trial] += 1
            resource, value = int(reached[trial]), float(final[trial] + rng.normal() / reached[trial])
            is_rung = resource < maximum and resource in [minimum * factor**k for k in range(12)]
            if is_rung:
                earlier = recorded.setdefault(resource, [])
                if earlier and value < np.nanpercentile(earlier, (1 - 1 / factor) * 100):
                    stopped.add(trial)
                earlier.append(value)
                # Other reports decide nothing, and are left out to keep the file small.
                reports.append(dict(trial=trial, resource=resource, value=value, stops=trial in stopped))
        cases.append(dict(minimum=minimum, factor=factor, maximum=maximum, reports=reports))
    write("successive_halving", cases)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    sobol()
    halton()
    gaussian_process()
    expected_improvement()
    successive_halving()

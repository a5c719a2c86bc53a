#!/usr/bin/env python3
"""Writes golden cases of distributions: normal quantile and Student's t, by mpmath with 60 digits.

Usage: python scripts/golden/distributions.py   (needs what group_statistics.py needs)
"""

import mpmath
import scipy.stats
from group_statistics import write

VERSIONS = f"mpmath {mpmath.__version__}"


def upper_tail(t, degrees_of_freedom):
    v, t = mpmath.mpf(degrees_of_freedom), mpmath.mpf(t)
    half = mpmath.betainc(v / 2, 0.5, 0, v / (v + t * t), regularized=True) / 2
    return half if t >= 0 else 1 - half


def normal_quantile():
    cases = []
    for p in [1e-300, 1e-100, 1e-20, 1e-11, 1e-5, 0.001, 0.0249, 0.05, 0.074, 0.076, 0.25, 0.49995, 0.5, 0.6, 0.924,
              0.926, 0.975, 0.999, 1 - 1e-9]:
        p = mpmath.mpf(p)
        start = mpmath.mpf(float(scipy.stats.norm.ppf(float(p))))
        root = mpmath.findroot(lambda z: mpmath.log(mpmath.erfc(-z / mpmath.sqrt(2)) / 2) - mpmath.log(p), start)
        cases.append(dict(p=float(p), z=float(root) if p != 0.5 else 0.0))
    write("normal_quantile", cases, VERSIONS)


def student_t():
    cases = []
    for v in [0.5, 1.0, 1.7, 2.0, 3.0, 10.0, 33.3, 79.0, 81.0, 400.0, 99999.0, 100001.0, 1e7]:
        for t in [-3.0, -0.5, 0.0, 1e-8, 0.1, 1.0, 1.7, 1.75, 2.5, 10.0, 35.0, 1e5]:
            p = upper_tail(t, v)
            if p > 1e-290:
                cases.append(dict(t=t, degrees_of_freedom=v, upper_tail=float(p)))
    write("student_t", cases, VERSIONS)


def student_t_quantile():
    cases = []
    for v in [0.5, 1.0, 2.0, 4.6, 30.0, 250.0, 1e6]:
        for p in [1e-12, 0.001, 0.025, 0.3, 0.49, 0.75, 0.975]:
            start = mpmath.mpf(float(scipy.stats.t.ppf(p, v)))
            root = mpmath.findroot(lambda t: mpmath.log(upper_tail(-t, v)) - mpmath.log(mpmath.mpf(p)), start)
            cases.append(dict(p=p, degrees_of_freedom=v, t=float(root)))
    write("student_t_quantile", cases, VERSIONS)


if __name__ == "__main__":
    mpmath.mp.dps = 60
    normal_quantile()
    student_t()
    student_t_quantile()

"""Optuna's trials that do nothing, kept in SQLite: what one process of it manages in a second."""

import argparse
import json
import tempfile
import time
from pathlib import Path

import optuna


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, required=True)
    trials = parser.parse_args().trials
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with tempfile.TemporaryDirectory() as directory:
        study = optuna.create_study(storage=f"sqlite:///{Path(directory) / 'study.db'}", sampler=optuna.samplers.RandomSampler(1))
        start = time.perf_counter()
        study.optimize(lambda trial: 0.0, n_trials=trials)
        seconds = time.perf_counter() - start
    print(json.dumps({"engine": f"Optuna {optuna.__version__}", "trials": trials, "trials_per_second": trials / seconds}))


if __name__ == "__main__":
    main()

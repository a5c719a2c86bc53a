"""Trials that do nothing in Optuna, the sweeper that its users would pick instead."""

from pathlib import Path

import environments
import machine

# Fewer than ours: it slows down with every trial that its study holds, which spares it here.
TRIALS = 500


def measure():
    """Trials a second, in one process that calls a function: no worker processes, no messages."""
    python = environments.ready(".build-bench-optuna", ["optuna"], "Optuna")
    return machine.run([python, Path(__file__).with_name("optuna_trials.py"), "--trials", TRIALS], 2)

#!/usr/bin/env python3
"""Measures heatsweep beside PyTorch, and says which of its targets hold.

Called by scripts/bench, which says what it takes.
"""

import argparse
import json
import sys
from pathlib import Path

import keras_peer
import machine
import optuna_peer
import steps
import tables
import targets

PARTS = ["compact", "vgg16", "sweep", "overhead", "kernels"]


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--heatsweep", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--study", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=PARTS, action="append", help="a part of it; may be repeated")
    parser.add_argument("--rounds", type=positive, help="rounds of each part: 4 of compact, 3 of vgg16, 1 of sweep")
    parser.add_argument("--keras", action="store_true", help="measure the author's Keras step too (installs TensorFlow)")
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="FILE", help="print JSON instead of tables, or write it to a file as well"
    )
    options = parser.parse_args()
    if options.json not in (None, "-"):
        try:
            # Before anything is measured, so that nothing measured is lost.
            open(options.json, "a").close()
        except OSError as error:
            sys.exit(f"scripts/bench: {options.json}: {error.strerror}")
    return options


def positive(text):
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number from 1, found '{text}'")
    return int(text)


def part(name, missing, measure):
    """A part's result, or None and a line that says why."""
    print(f"measuring: {name}", file=sys.stderr)
    try:
        return measure()
    except machine.MeasurementFailed as failure:
        missing.append(f"{name}: {failure}")
        return None


def measure(options):
    chosen = options.only or PARTS
    result = {"machine": machine.description(), "steps": [], "not_measured": []}
    missing = result["not_measured"]
    for model in steps.PLANS:
        if model in chosen:
            rows, failures = steps.measure(model, options.heatsweep, options.rounds)
            result["steps"] += rows
            missing += failures
    if "sweep" in chosen:
        command = [options.heatsweep, "bench", "sweep", options.study, "--rounds", options.rounds or 1, "--json"]
        result["sweep"] = part("sweep", missing, lambda: machine.run(command, 2))
    if "overhead" in chosen:
        command = [options.heatsweep, "bench", "sweep", "--trials", 2000, "--workers", 2, "--json"]
        result["overhead"] = part("overhead", missing, lambda: machine.run(command, 2))
        result["optuna"] = part("Optuna", missing, optuna_peer.measure)
    if "kernels" in chosen:
        command = [options.heatsweep, "bench", "kernels", "--json"]
        result["kernels"] = part("kernels", missing, lambda: machine.run(command, 1))
    if options.keras:
        result["keras"] = part("keras", missing, keras_peer.measure)
    result["targets"] = targets.check(
        result["steps"], result.get("sweep"), result.get("overhead"), (result.get("keras") or {}).get("eager")
    )
    return result


def main():
    options = parse()
    if note := machine.busy_note():
        print(f"scripts/bench: {note}", file=sys.stderr)
    result = measure(options)
    if options.json == "-":
        print(json.dumps(result))
        return
    if options.json:
        Path(options.json).write_text(json.dumps(result, indent=1) + "\n")
    print(tables.everything(result))


if __name__ == "__main__":
    main()

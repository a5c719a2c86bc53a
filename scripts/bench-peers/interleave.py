#!/usr/bin/env python3
"""Runs heatsweep's and PyTorch's training steps in turn on one core, and compares them.

Called by scripts/bench, which says what it takes. In turn, because a shared machine's speed drifts: what slows one engine
down then slows the other down as well.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

LOSSES = ["cce", "heatmap"]


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--heatsweep", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--model", choices=["compact", "vgg16"], default="compact")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--steps", type=int, default=8, help="counted steps of each run")
    parser.add_argument("--rounds", type=int, default=4, help="runs of each engine and loss")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="the core to run on")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser.parse_args()


def run(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        reason = (result.stderr.strip() or f"exit code {result.returncode}").splitlines()[-1]
        sys.exit(f"scripts/bench: {' '.join(map(str, command))}: {reason}")
    return json.loads(result.stdout.splitlines()[-1])


def measure(options):
    """All runs by engine and loss."""
    peer = Path(__file__).with_name("torch_step.py")
    engines = {
        "heatsweep": [options.heatsweep, "bench", "step"],
        "torch": [sys.executable, peer],
        "torch, channels last": [sys.executable, peer, "--channels-last"],
    }
    settings = ["--model", options.model, "--batch", options.batch, "--steps", options.steps, "--threads", 1, "--json"]
    runs = {(engine, loss): [] for engine in engines for loss in LOSSES}
    for number in range(options.rounds):
        for loss in LOSSES:
            for engine, command in engines.items():
                runs[engine, loss].append(run([*command, *map(str, settings), "--loss", loss]))
                print(f"round {number + 1} of {options.rounds}: {engine}, {loss}", file=sys.stderr)
    return runs


def summary(runs):
    """Medians over the rounds; PyTorch in the memory format that is faster for it."""
    median = {key: statistics.median(r["ms_per_image_median"] for r in value) for key, value in runs.items()}
    least = {key: min(r["ms_per_image_min"] for r in value) for key, value in runs.items()}
    memory = {key: max(r["peak_rss_mb"] for r in value) for key, value in runs.items()}
    engines = list(dict.fromkeys(engine for engine, _ in runs))
    peers = [engine for engine in engines if engine != "heatsweep"]
    return {
        "engines": {
            engine: {
                **{
                    loss: {
                        "ms_per_image_median": median[engine, loss],
                        "ms_per_image_min": least[engine, loss],
                        "peak_rss_mb": memory[engine, loss],
                    }
                    for loss in LOSSES
                },
                "version": runs[engine, LOSSES[0]][0]["engine"],
                "heatmap_to_cce": round(median[engine, "heatmap"] / median[engine, "cce"], 3),
            }
            for engine in engines
        },
        "heatsweep_to_fastest_torch": {
            loss: round(median["heatsweep", loss] / min(median[peer, loss] for peer in peers), 3) for loss in LOSSES
        },
    }


def table(options, result):
    lines = [
        f"{options.model}, batch {options.batch}, one thread on core {options.core}, {options.rounds} rounds in turn;"
        " milliseconds an image",
        "",
        f"{'':22}{'loss':10}{'median':>9}{'minimum':>9}{'MiB':>8}{'heatmap / cce':>15}",
    ]
    for engine, row in result["engines"].items():
        for loss in LOSSES:
            cell = row[loss]
            ratio = f"{row['heatmap_to_cce']:15.3f}" if loss == "heatmap" else ""
            lines.append(
                f"{engine if loss == LOSSES[0] else '':22}{loss:10}{cell['ms_per_image_median']:9.3f}"
                f"{cell['ms_per_image_min']:9.3f}{cell['peak_rss_mb']:8}{ratio}"
            )
    lines.append("")
    for loss, ratio in result["heatsweep_to_fastest_torch"].items():
        lines.append(f"heatsweep takes {ratio:.3f} of the time of PyTorch's faster memory format ({loss})")
    return "\n".join(lines)


def main():
    options = parse()
    try:
        os.sched_setaffinity(0, {options.core})  # The engines inherit it.
    except OSError as error:
        sys.exit(f"scripts/bench: cannot run on core {options.core}: {error.strerror}")
    os.environ["OMP_NUM_THREADS"] = "1"
    runs = measure(options)
    result = {
        "model": options.model,
        "batch": options.batch,
        "rounds": options.rounds,
        "core": options.core,
        **summary(runs),
        "runs": [run for series in runs.values() for run in series],
    }
    print(json.dumps(result) if options.json else table(options, result))


if __name__ == "__main__":
    main()

"""Training steps of heatsweep and of PyTorch, in turn.

In turn, because a shared machine's speed drifts: what slows one engine down then slows the other down as well. heatsweep has
two turns in a round, one before either of PyTorch's memory formats.
"""

import statistics
import sys
from pathlib import Path

import machine

OURS, NCHW, CHANNELS_LAST = "heatsweep", "torch", "torch, channels last"
TURNS = [OURS, NCHW, OURS, CHANNELS_LAST]
LOSSES = ["cce", "heatmap"]

# By network: rounds, and (images a step, threads, losses, counted steps) of each setting.
PLANS = {
    "compact": (4, [(16, 1, LOSSES, 20), (16, 2, LOSSES, 20)]),
    "vgg16": (3, [(8, 1, LOSSES, 4), (8, 2, LOSSES, 5), (1, 1, ["heatmap"], 8), (1, 2, ["heatmap"], 12)]),
}


def command(engine, heatsweep):
    peer = [sys.executable, Path(__file__).with_name("torch_step.py")]
    return {
        OURS: [heatsweep, "bench", "step"],
        NCHW: peer,
        CHANNELS_LAST: [*peer, "--channels-last"],
    }[engine]


def measure(model, heatsweep, rounds=None):
    """Returns a row for each engine and setting, and what could not be measured, as lines."""
    default_rounds, settings = PLANS[model]
    rounds = rounds or default_rounds
    runs, failures = {}, {}
    for number in range(rounds):
        for batch, threads, losses, steps in settings:
            for engine in TURNS:
                for loss in losses:
                    key = (engine, loss, batch, threads)
                    options = ["--model", model, "--loss", loss, "--batch", batch, "--threads", threads]
                    try:
                        result = machine.run(
                            [*command(engine, heatsweep), *options, "--steps", steps, "--json"], threads
                        )
                        runs.setdefault(key, []).append(result)
                    except machine.MeasurementFailed as failure:
                        failures[key] = str(failure)
            print(
                f"{model}, batch {batch}, {threads} thread{'s' * (threads > 1)}: round {number + 1} of {rounds}",
                file=sys.stderr,
            )
    lines = [
        f"{model}, {loss}, batch {batch}, {threads} threads, {engine}: {reason}"
        for (engine, loss, batch, threads), reason in failures.items()
    ]
    return [row(model, *key, series) for key, series in runs.items()], lines


def row(model, engine, loss, batch, threads, series):
    return {
        "model": model,
        "engine": engine,
        "version": series[0]["engine"],
        "loss": loss,
        "batch": batch,
        "threads": threads,
        "ms_per_image_median": round(statistics.median(run["ms_per_image_median"] for run in series), 3),
        "ms_per_image_min": min(run["ms_per_image_min"] for run in series),
        "peak_rss_mb": max(run["peak_rss_mb"] for run in series),
        "medians": [run["ms_per_image_median"] for run in series],
    }


def find(rows, engine, model, loss, batch, threads):
    wanted = {"engine": engine, "model": model, "loss": loss, "batch": batch, "threads": threads}
    return next((row for row in rows if wanted.items() <= row.items()), None)


def to_peer(rows, model, loss, batch, threads):
    """heatsweep's time over that of PyTorch's faster memory format, or None."""
    ours, *peers = [find(rows, engine, model, loss, batch, threads) for engine in (OURS, NCHW, CHANNELS_LAST)]
    if not ours or not all(peers):
        return None
    return ours["ms_per_image_median"] / min(peer["ms_per_image_median"] for peer in peers)


def heatmap_to_cce(rows, engine, model, batch, threads):
    """The median over neighbouring runs of heatmap's time over cross-entropy's, or None."""
    cce, heatmap = (find(rows, engine, model, loss, batch, threads) for loss in LOSSES)
    if not cce or not heatmap:
        return None
    return statistics.median(b / a for a, b in zip(cce["medians"], heatmap["medians"]))

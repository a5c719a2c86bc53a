"""The machine's cores, and running a measurement on some of them."""

import json
import os
import subprocess
from pathlib import Path


class MeasurementFailed(Exception):
    """A command that gave no measurement, and its own reason, in one line."""


def cores():
    """The cores that this process may run on, the last first: interrupts and other people's work prefer the first."""
    return sorted(os.sched_getaffinity(0), reverse=True)


def run(command, threads):
    """Runs a command on as many cores as it has threads; returns what its last line says in JSON."""
    command = [str(part) for part in command]
    available = cores()
    if len(available) < threads:
        raise MeasurementFailed(f"{threads} threads need as many cores, and there is {len(available)}")
    chosen = set(available[:threads])
    # Both engines use OpenMP, whose default is a thread for every core of the machine.
    environment = os.environ | {"OMP_NUM_THREADS": str(threads)}
    result = subprocess.run(
        command, capture_output=True, text=True, env=environment, preexec_fn=lambda: os.sched_setaffinity(0, chosen)
    )
    if result.returncode != 0:
        reason = (result.stderr.strip() or f"exit code {result.returncode}").splitlines()[-1]
        raise MeasurementFailed(reason.removeprefix("Error: "))
    return json.loads(result.stdout.splitlines()[-1])


def description():
    """The CPU, and how many of its cores are used."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    name = names[0].split(":", 1)[1].strip() if names else os.uname().machine
    return {"cpu": name, "cores": len(cores()), "load_average": round(os.getloadavg()[0], 2)}


def busy_note():
    """A warning where others use the machine, or None."""
    load = os.getloadavg()[0]
    return f"other work runs on this machine (load average {load:.1f}): times will be too long" if load > 0.5 else None

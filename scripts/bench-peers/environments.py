"""Python environments for what does not go with PyTorch."""

import subprocess
import sys
from pathlib import Path

import machine


def ready(name, packages, product):
    """The interpreter of an environment in the repository's root that has these packages; made on first use."""
    environment = Path(__file__).parents[2] / name
    python = environment / "bin" / "python"
    if not (environment / "complete").exists():
        print(f"Installing {product} into {name}", file=sys.stderr)
        for command in (
            [sys.executable, "-m", "venv", "--clear", environment],
            [python, "-m", "pip", "install", "--quiet", *packages],
        ):
            if subprocess.run(command, stdout=sys.stderr).returncode != 0:
                raise machine.MeasurementFailed(f"cannot install {product}: {' '.join(map(str, command))} failed")
        (environment / "complete").touch()
    return python

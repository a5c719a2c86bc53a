"""The author's own step in Keras, in an environment of its own, since TensorFlow and PyTorch are large and disagree."""

import subprocess
import sys
from pathlib import Path

import machine

ENVIRONMENT = Path(__file__).parents[2] / ".build-bench-keras"


def measure():
    """The eager and the graph step's milliseconds an image, with VGG16, the heatmap loss, batch 1 and two threads."""
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "complete").exists():
        print(f"Installing TensorFlow into {ENVIRONMENT.name}", file=sys.stderr)
        for command in (
            [sys.executable, "-m", "venv", "--clear", ENVIRONMENT],
            [python, "-m", "pip", "install", "--quiet", "tensorflow-cpu"],
        ):
            if subprocess.run(command, stdout=sys.stderr).returncode != 0:
                raise machine.MeasurementFailed(f"cannot install TensorFlow: {' '.join(map(str, command))} failed")
        (ENVIRONMENT / "complete").touch()
    return machine.run([python, Path(__file__).with_name("keras_step.py"), "--batch", 1, "--threads", 2], 2)

"""The author's own step in Keras, in an environment of its own, since TensorFlow and PyTorch are large and disagree."""

from pathlib import Path

import environments
import machine


def measure():
    """The eager and the graph step's milliseconds an image, with VGG16, the heatmap loss, batch 1 and two threads."""
    python = environments.ready(".build-bench-keras", ["tensorflow-cpu"], "TensorFlow")
    return machine.run([python, Path(__file__).with_name("keras_step.py"), "--batch", 1, "--threads", 2], 2)

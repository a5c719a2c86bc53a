"""What the golden scripts of the engine share: tensors by recipe, networks in PyTorch at Float64, and the files' format.

Run with PyTorch installed, for instance: python3 scripts/golden/autodiff.py (likewise networks.py and attribution.py).
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
TESTS = Path(__file__).resolve().parents[2] / "Tests"


class Recipe:
    """The same values as Sources/TestKit/Gradients/TensorRecipe.swift makes."""

    def __init__(self, shape, seed, scale=1.0, shift=0.0):
        self.shape, self.seed, self.scale, self.shift = list(shape), seed, scale, shift

    def json(self):
        return {"shape": self.shape, "seed": self.seed, "scale": self.scale, "shift": self.shift}

    def tensor(self):
        state = (self.seed * 7919 + 12345) % (1 << 31)
        values = []
        for _ in range(math.prod(self.shape)):
            state = (1_103_515_245 * state + 12345) % (1 << 31)
            values.append(((state >> 10) % 2049 - 1024) / 1024 * self.scale + self.shift)
        return torch.tensor(values, dtype=torch.float64).to(torch.float32).to(torch.float64).reshape(self.shape)


def stored(tensor):
    values = [float(f"{value:.7g}") for value in tensor.detach().reshape(-1).tolist()]
    return {"shape": list(tensor.shape), "values": values}


def write(path, cases):
    path = TESTS / path
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path.write_text('{"cases":[\n' + lines + "\n]}\n")
    print(f"{path.relative_to(TESTS)}: {len(cases)} cases, {path.stat().st_size} bytes")


def convolution(x, weights):
    """x batch x height x width x channels, weights 3 x 3 x inputs x outputs."""
    return F.conv2d(x.permute(0, 3, 1, 2).contiguous(), weights.permute(3, 2, 0, 1).contiguous(), padding=1).permute(0, 2, 3, 1)


def max_pool(x):
    return F.max_pool2d(x.permute(0, 3, 1, 2).contiguous(), 2).permute(0, 2, 3, 1)

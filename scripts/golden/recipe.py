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
    values = [float(f"{value:.6g}") for value in tensor.detach().reshape(-1).tolist()]
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


class TinyNetwork:
    """The twin of Sources/TestKit/Gradients/TinyNetwork.swift: convolutions with ReLU, pooled after each block, two dense layers."""

    def __init__(self, height, width, channels, blocks, hidden, classes, labels, seed):
        self.height, self.width, self.channels = height, width, channels
        self.blocks, self.hidden, self.classes, self.labels = blocks, hidden, classes, labels
        self.images = Recipe([len(labels), height, width, channels], seed)
        self.recipes = {}

        def declare(name, shape):
            # A power of two near the bound of He initialisation.
            scale = 2.0 ** round(math.log2(math.sqrt(6 / math.prod(shape[:-1]))))
            self.recipes[name + "/kernel"] = Recipe(shape, seed + len(self.recipes) + 1, scale)
            self.recipes[name + "/bias"] = Recipe(shape[-1:], seed + len(self.recipes) + 1, 0.125)

        inputs = channels
        for b, block in enumerate(blocks):
            for c, filters in enumerate(block):
                declare(f"block{b + 1}_conv{c + 1}", [3, 3, inputs, filters])
                inputs = filters
            height, width = height // 2, width // 2
        declare("dense1", [height * width * inputs, hidden])
        declare("dense2", [hidden, classes])

    def json(self):
        return {
            "image_height": self.height,
            "image_width": self.width,
            "image_channels": self.channels,
            "blocks": self.blocks,
            "hidden_units": self.hidden,
            "classes": self.classes,
            "parameters": [{"name": n, "recipe": r.json()} for n, r in self.recipes.items()],
            "images": self.images.json(),
            "labels": self.labels,
        }

    def parameters(self):
        return {name: recipe.tensor().requires_grad_() for name, recipe in self.recipes.items()}

    def last_layer(self):
        return f"block{len(self.blocks)}_conv{len(self.blocks[-1])}"

    def __call__(self, x, p, layer=None):
        """Activations of the layer (the last convolution if None) and logits."""
        layer, activations = layer or self.last_layer(), None
        for b, block in enumerate(self.blocks):
            for c in range(len(block)):
                name = f"block{b + 1}_conv{c + 1}"
                x = torch.relu(convolution(x, p[name + "/kernel"]) + p[name + "/bias"])
                if name == layer:
                    activations = x
            x = max_pool(x)
        x = torch.relu(x.flatten(1) @ p["dense1/kernel"] + p["dense1/bias"])
        return activations, x @ p["dense2/kernel"] + p["dense2/bias"]


def sigmoid_mse(logits, labels):
    one_hot = F.one_hot(torch.tensor(labels), logits.shape[1]).double()
    return ((torch.sigmoid(logits) - one_hot) ** 2).mean()


def cross_entropy(logits, labels):
    return F.cross_entropy(logits, torch.tensor(labels))

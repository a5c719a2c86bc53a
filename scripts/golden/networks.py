#!/usr/bin/env python3
"""Golden values for Networks, by PyTorch in Float64, and a weights file by Python's safetensors.

Writes networks.json, optimizers.json and python.safetensors to Tests/NetworksTests/Golden. Needs torch, numpy, safetensors.
"""

import numpy
import torch
from safetensors.numpy import save_file

from recipe import TESTS, Recipe, TinyNetwork, cross_entropy, sigmoid_mse, stored, write


def network_case(name, network, loss):
    parameters = network.parameters()
    activations, logits = network(network.images.tensor(), parameters)
    value = {"cross_entropy": cross_entropy, "sigmoid_mse": sigmoid_mse}[loss](logits, network.labels)
    gradients = torch.autograd.grad(value, list(parameters.values()))
    return {
        "name": name,
        "network": network.json(),
        "loss": loss,
        "activations": stored(activations),
        "logits": stored(logits),
        "value": value.item(),
        "gradients": {n: stored(g) for n, g in zip(parameters, gradients)},
    }


COMPACT = TinyNetwork(21, 27, 1, [[4], [6], [5]], 7, 4, [2, 0, 3], seed=100)
VGG = TinyNetwork(7, 10, 3, [[16, 16], [16]], 6, 4, [1, 3], seed=200)


def optimizer_case(name, make):
    recipes = {"a": Recipe([11], 301), "b": Recipe([2, 3], 302)}
    tensors = {n: r.tensor().requires_grad_() for n, r in recipes.items()}
    optimizer = make(list(tensors.values()))
    gradients, steps = [], []
    for step in range(5):
        drawn = {n: Recipe(r.shape, 310 + 10 * step + i, 2.0**-step) for i, (n, r) in enumerate(recipes.items())}
        for n, tensor in tensors.items():
            tensor.grad = drawn[n].tensor()
        optimizer.step()
        gradients.append({n: r.json() for n, r in drawn.items()})
        steps.append({n: stored(t) for n, t in tensors.items()})
    return {"name": name, "parameters": {n: r.json() for n, r in recipes.items()}, "gradients": gradients, "steps": steps}


write(
    "NetworksTests/Golden/networks.json",
    [
        network_case("compact, cross-entropy", COMPACT, "cross_entropy"),
        network_case("compact, mean squared error", COMPACT, "sigmoid_mse"),
        network_case("VGG, cross-entropy", VGG, "cross_entropy"),
    ],
)
write(
    "NetworksTests/Golden/optimizers.json",
    [
        optimizer_case("adam", lambda p: torch.optim.Adam(p, lr=0.125)),
        optimizer_case("sgd", lambda p: torch.optim.SGD(p, lr=0.125, momentum=0.75)),
        optimizer_case("plain sgd", lambda p: torch.optim.SGD(p, lr=0.125)),
    ],
)
save_file(
    {
        "conv1/kernel": Recipe([3, 3, 1, 2], 401).tensor().numpy().astype(numpy.float32),
        "empty": numpy.zeros((0, 4), numpy.float32),
        "größe": numpy.array([1, -0.0, 1e-45, 3e38, numpy.inf], numpy.float32),
        "scalar": numpy.array(7.5, numpy.float32),
    },
    TESTS / "NetworksTests/Golden/python.safetensors",
    metadata={"epoch": "3", "note": "from Python, größer"},
)

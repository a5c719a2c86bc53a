#!/usr/bin/env python3
"""Golden values of every operation: value, first- and second-order gradients, by PyTorch in Float64.

For f of some inputs: value f, first = the gradient of <f, c>, second = the gradient of <first, u>, where c and the u are
tensors by recipe. Writes Tests/AutodiffTests/Golden/operations.json.
"""

import torch

from recipe import Recipe, convolution, max_pool, stored, write

OPERATIONS = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "affine": lambda x: 1 - 2.5 * (3 + x) / 4,
    "add_bias": lambda x, b: (x + b) ** 2,
    "broadcast": lambda x: x.expand(3, 2, 5) ** 2,
    "sum": lambda x: (x**2).sum((0, 2)),
    "sum_all": lambda x: (x**3).sum(),
    "mean_keeping": lambda x: (x**2).mean((1, 2), keepdim=True),
    "maximum_of_rows": lambda x: x.flatten(1).max(1).values ** 2,
    "log_softmax": lambda x: torch.log_softmax(x, 1),
    "softmax": lambda x: torch.softmax(x, 1),
    "convolution": convolution,
    "exp": torch.exp,
    "log": torch.log,
    "sigmoid": torch.sigmoid,
    "relu": lambda x: torch.relu(x) ** 2,
    "max_pool": lambda x: max_pool(x) ** 2,
    "pooled_convolution": lambda x, w: max_pool(convolution(x, w)) ** 2,
    "rectified_convolution": lambda x, w, b: torch.relu(convolution(x, w) + b) ** 2,
    "pooled_rectified_convolution": lambda x, w, b: max_pool(torch.relu(convolution(x, w) + b)) ** 2,
    "bias_relu": lambda x, b: torch.relu(x + b) ** 2,
    "matrix_product": lambda a, b: a @ b,
    "gather_columns": lambda x: x.gather(1, torch.tensor([[2], [0], [2]]))[:, 0] ** 2,
    "reshape": lambda x: x.reshape(6, 4) ** 2,
}

# Each with the shapes of its inputs, or (shape, scale, shift).
CASES = [
    ("add", [2, 3], [3]),
    ("subtract", [2, 1], [4]),
    ("multiply", [2, 3, 1], [3, 5]),
    ("divide", [2, 3], ([3], 0.5, 1.0)),
    ("divide", [], ([2, 4], 0.25, -1.0)),
    ("affine", [7]),
    ("add_bias", [2, 3, 9], [9]),
    ("broadcast", [2, 1]),
    ("sum", [2, 3, 4]),
    ("sum_all", [3, 4]),
    ("mean_keeping", [2, 3, 4, 5]),
    ("maximum_of_rows", [3, 2, 5]),
    ("log_softmax", ([3, 4], 4.0, 0.0)),
    ("log_softmax", ([2, 4], 0.5, 1000.0)),
    ("softmax", ([3, 4], 2.0, 0.0)),
    ("convolution", [2, 5, 6, 3], [3, 3, 3, 4]),
    ("convolution", [1, 1, 1, 2], [3, 3, 2, 1]),
    ("convolution", [1, 5, 6, 16], [3, 3, 16, 16]),
    ("exp", ([9], 2.0, 0.0)),
    ("log", ([9], 0.75, 1.0)),
    ("sigmoid", ([11], 8.0, 0.0)),
    ("relu", [19]),
    ("max_pool", [2, 5, 6, 3]),
    ("max_pool", [1, 4, 5, 9]),
    ("matrix_product", [3, 5], [5, 4]),
    ("gather_columns", [3, 4]),
    ("reshape", [2, 3, 4]),
    ("pooled_convolution", [2, 5, 6, 3], [3, 3, 3, 4]),
    ("pooled_convolution", [2, 4, 7, 1], [3, 3, 1, 16]),
    ("bias_relu", [2, 3, 9], [9]),
    ("rectified_convolution", [2, 3, 4, 2], [3, 3, 2, 3], [3]),
    ("rectified_convolution", [1, 5, 4, 16], [3, 3, 16, 16], [16]),
    ("pooled_rectified_convolution", [2, 5, 6, 2], [3, 3, 2, 3], [3]),
    ("pooled_rectified_convolution", [1, 5, 4, 16], [3, 3, 16, 16], [16]),
]


def case(number, name, shapes):
    def recipe(shape, offset):
        shape, scale, shift = shape if isinstance(shape, tuple) else (shape, 1.0, 0.0)
        return Recipe(shape, 10 * number + offset, scale, shift)

    inputs = [recipe(shape, offset) for offset, shape in enumerate(shapes)]
    directions = [Recipe(r.shape, 10 * number + 3 + offset) for offset, r in enumerate(inputs)]
    x = [r.tensor().requires_grad_() for r in inputs]
    value = OPERATIONS[name](*x)
    cotangent = Recipe(value.shape, 10 * number + 6)
    first = torch.autograd.grad((value * cotangent.tensor()).sum(), x, create_graph=True)
    slope = sum((g * u.tensor()).sum() for g, u in zip(first, directions))
    linear = not slope.requires_grad
    second = [None] * len(x) if linear else torch.autograd.grad(slope, x, allow_unused=True)
    second = [torch.zeros_like(a) if g is None else g for g, a in zip(second, x)]
    return {
        "operation": name,
        "inputs": [r.json() for r in inputs],
        "directions": [r.json() for r in directions],
        "cotangent": cotangent.json(),
        "value": stored(value),
        "first": [stored(g) for g in first],
        "second": [stored(g) for g in second],
    }


write(
    "AutodiffTests/Golden/operations.json",
    [case(number, name, shapes) for number, (name, *shapes) in enumerate(CASES)],
)

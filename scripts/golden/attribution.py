#!/usr/bin/env python3
"""Golden values for Attribution, by PyTorch in Float64.

Writes maps.json, losses.json, objectives.json and upsampling.json to Tests/AttributionTests/Golden.
"""

import torch
import torch.nn.functional as F

from recipe import Recipe, TinyNetwork, cross_entropy, sigmoid_mse, stored, write

# Small, and by its seed far from where a unit switches on or off, or a maximum moves to another cell: there the map jumps, and
# finite differences say nothing. The last map has 3 x 4 cells, that of block1_conv2 7 x 9.
NETWORK = TinyNetwork(7, 9, 1, [[2, 3], [4]], 6, 4, [2, 0], seed=1640)


def attribution_map(method, activations, slope):
    if method == "gradcam":
        slope = slope.mean((1, 2), keepdim=True)
    return (activations * slope).sum(3)


def paper(maps, outside):
    maps, outside = maps.flatten(1), outside.flatten(1)
    return (torch.relu(maps) * outside).mean(1) / maps.max(1).values


def energy(maps, outside):
    positive, outside = torch.relu(maps).flatten(1), outside.flatten(1)
    return (positive * outside).sum(1) / positive.sum(1)


def l1(maps, outside):
    maps, outside = maps.flatten(1), outside.flatten(1)
    return (torch.relu(maps) / maps.max(1, keepdim=True).values - (1 - outside)).abs().mean(1)


def mask_loss(maps, outside):
    maps, outside = maps.flatten(1), outside.flatten(1)
    return (F.softplus(maps, threshold=1e3) * outside).sum(1) / outside.sum(1)


def dice(maps, outside):
    maps, inside = maps.flatten(1), 1 - outside.flatten(1)
    scaled = torch.relu(maps) / maps.max(1, keepdim=True).values
    return 1 - 2 * (scaled * inside).sum(1) / (scaled.sum(1) + inside.sum(1))


LOSSES = {"paper": paper, "energy": energy, "l1": l1, "mask": mask_loss, "dice": dice}


def maps_of(parameters, method, layer, explained):
    activations, logits = NETWORK(NETWORK.images.tensor(), parameters, layer)
    classes = logits.argmax(1) if explained == "predicted" else torch.tensor(NETWORK.labels)
    score = logits.gather(1, classes[:, None]).sum()
    (slope,) = torch.autograd.grad(score, activations, create_graph=True)
    return attribution_map(method, activations, slope), logits


def map_case(method, layer, explained):
    maps, logits = maps_of(NETWORK.parameters(), method, layer, explained)
    return {
        "network": NETWORK.json(),
        "method": method,
        "layer": layer,
        "explained": explained,
        "predicted": logits.argmax(1).tolist(),
        "maps": stored(maps),
    }


def mask(shape, seed):
    """The share of each cell outside, between 0 and 1."""
    return Recipe(shape, seed, 0.5, 0.5)


def loss_case(loss, seed):
    maps, outside = Recipe([3, 4, 5], seed), mask([3, 4, 5], seed + 1)
    cotangent, direction = Recipe([3], seed + 2), Recipe([3, 4, 5], seed + 3)
    x = maps.tensor().requires_grad_()
    value = LOSSES[loss](x, outside.tensor())
    (first,) = torch.autograd.grad((value * cotangent.tensor()).sum(), x, create_graph=True)
    (second,) = torch.autograd.grad((first * direction.tensor()).sum(), x)
    return {
        "loss": loss,
        "maps": maps.json(),
        "outside": outside.json(),
        "cotangent": cotangent.json(),
        "direction": direction.json(),
        "value": stored(value),
        "first": stored(first),
        "second": stored(second),
    }


def map_part(loss, method, layers, explained):
    def part(parameters):
        values, masks = [], []
        for number, layer in enumerate(layers):
            maps, _ = maps_of(parameters, method, layer, explained)
            masks.append(mask(list(maps.shape), 601 + number))
            values.append(LOSSES[loss](maps, masks[-1].tensor()).mean())
        return sum(values) / len(values), masks

    return {"loss": loss, "method": method, "layers": layers, "explained": explained}, part


def right_reasons_part():
    def part(parameters):
        images = NETWORK.images.tensor().requires_grad_()
        outside = mask(NETWORK.images.shape[:3], 601)
        _, logits = NETWORK(images, parameters)
        (slope,) = torch.autograd.grad(F.log_softmax(logits, 1).sum(), images, create_graph=True)
        return ((slope * outside.tensor()[..., None]) ** 2).sum((1, 2, 3)).mean(), [outside]

    return {"loss": "right_reasons", "method": "", "layers": [], "explained": "true"}, part


def norm(gradients):
    return sum((g**2).sum() for g in gradients).sqrt().item()


def objective_case(classification, description_and_part, weight):
    description, part = description_and_part
    parameters = NETWORK.parameters()
    trained = list(parameters.values())
    _, logits = NETWORK(NETWORK.images.tensor(), parameters)
    first = {"cross_entropy": cross_entropy, "sigmoid_mse": sigmoid_mse}[classification](logits, NETWORK.labels)
    second, masks = part(parameters)
    second = weight * second
    gradients = torch.autograd.grad(first + second, trained, retain_graph=True)
    # The part's gradient is zero, and no gradient at all, where it does not depend on a parameter: a last bias.
    norms = [norm(torch.autograd.grad(p, trained, materialize_grads=True, retain_graph=True)) for p in (first, second)]
    return {
        "network": NETWORK.json(),
        "classification": classification,
        **description,
        "weight": weight,
        "outside": [m.json() for m in masks],
        "value": (first + second).item(),
        "norms": norms,
        "gradients": {n: stored(g) for n, g in zip(parameters, gradients)},
    }


def upsampling_case(rows, columns, height, width):
    cells = Recipe([rows, columns], 700 + rows)
    image = F.interpolate(cells.tensor()[None, None], (height, width), mode="bilinear", align_corners=False)[0, 0]
    return {"map": cells.json(), "image": stored(image)}


LAST, MIDDLE = "block2_conv1", "block1_conv2"
write(
    "AttributionTests/Golden/maps.json",
    [
        map_case(method, layer, explained)
        for method in ["hirescam", "gradcam"]
        for layer in [LAST, MIDDLE]
        for explained in ["true", "predicted"]
    ],
)
write("AttributionTests/Golden/losses.json", [loss_case(loss, seed) for loss in LOSSES for seed in [610, 620]])
write(
    "AttributionTests/Golden/objectives.json",
    [
        objective_case("sigmoid_mse", map_part("paper", "hirescam", [LAST], "true"), 1.0),
        objective_case("cross_entropy", map_part("energy", "hirescam", [LAST], "true"), 2.0),
        objective_case("cross_entropy", map_part("paper", "gradcam", [LAST], "predicted"), 4.0),
        objective_case("sigmoid_mse", map_part("paper", "gradcam", [MIDDLE], "true"), 2.0),
        objective_case("sigmoid_mse", map_part("paper", "hirescam", [MIDDLE], "predicted"), 2.0),
        objective_case("cross_entropy", map_part("l1", "hirescam", [LAST], "true"), 2.0),
        objective_case("cross_entropy", map_part("l1", "gradcam", [LAST], "predicted"), 2.0),
        objective_case("cross_entropy", map_part("mask", "hirescam", [LAST], "predicted"), 1.0),
        objective_case("sigmoid_mse", map_part("mask", "gradcam", [MIDDLE], "true"), 1.0),
        objective_case("sigmoid_mse", map_part("dice", "hirescam", [LAST], "true"), 1.0),
        objective_case("cross_entropy", map_part("dice", "gradcam", [LAST], "predicted"), 2.0),
        objective_case("cross_entropy", map_part("energy", "hirescam", [MIDDLE, LAST], "true"), 2.0),
        objective_case("sigmoid_mse", map_part("dice", "gradcam", [LAST, MIDDLE], "predicted"), 1.0),
        objective_case("cross_entropy", right_reasons_part(), 0.25),
        objective_case("sigmoid_mse", right_reasons_part(), 0.25),
    ],
)
write(
    "AttributionTests/Golden/upsampling.json",
    [upsampling_case(6, 8, 21, 27), upsampling_case(5, 1, 5, 4), upsampling_case(1, 3, 7, 5), upsampling_case(3, 4, 3, 4)],
)

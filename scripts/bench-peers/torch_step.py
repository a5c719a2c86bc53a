#!/usr/bin/env python3
"""A training step of the study's networks in PyTorch, timed: what `heatsweep bench step` is compared with.

Options and output are those of `heatsweep bench step --json`; the numbers are milliseconds an image.
"""

import argparse
import json
import resource
import statistics
import time

import torch
from torch import nn

# Filters of the convolutions, block by block; a pooling ends each block.
NETWORKS = {
    "compact": (1, [[16], [32], [64], [64], [64]]),
    "vgg16": (3, [[64] * 2, [128] * 2, [256] * 3, [512] * 3, [512] * 3]),
}
CLASSES, HIDDEN = 4, 100


class Classifier(nn.Module):
    def __init__(self, channels, blocks):
        super().__init__()
        stages = []
        for number, block in enumerate(blocks):
            stages += [nn.MaxPool2d(2)] if number else []
            for filters in block:
                stages += [nn.Conv2d(channels, filters, kernel_size=3, padding=1), nn.ReLU()]
                channels = filters
        self.body = nn.Sequential(*stages)
        self.head = nn.Sequential(
            nn.MaxPool2d(2), nn.Flatten(), nn.LazyLinear(HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, CLASSES)
        )

    def forward(self, images):
        activations = self.body(images)
        return activations, self.head(activations)


def heatmap_objective(activations, logits, labels, outside):
    """Mean squared error of the sigmoids, plus the paper's loss on HiResCAM of the true class."""
    scores = logits[torch.arange(len(labels)), labels]
    slope = torch.autograd.grad(scores.sum(), activations, create_graph=True)[0]
    heat = (activations * slope).sum(dim=1).clamp_min(0)
    highest = heat.flatten(1).max(dim=1).values[:, None, None]
    one_hot = nn.functional.one_hot(labels, CLASSES).to(logits.dtype)
    return nn.functional.mse_loss(logits.sigmoid(), one_hot) + (heat / (highest + 1e-8) * outside).mean()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", choices=NETWORKS, default="compact")
    parser.add_argument("--loss", choices=["cce", "heatmap"], default="heatmap")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--json", action="store_true", help="accepted for symmetry; the output is always JSON")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    channels, blocks = NETWORKS[options.model]
    network = Classifier(channels, blocks)
    images = torch.randn(options.batch, channels, 105, 135)
    with torch.no_grad():
        # Once over the images, which also tells the first dense layer its size.
        cells = network(images)[0].shape[2:]
    if options.channels_last:
        network, images = network.to(memory_format=torch.channels_last), images.to(memory_format=torch.channels_last)
    labels = torch.randint(CLASSES, (options.batch,))
    outside = torch.rand(options.batch, *cells).gt(0.3).float()
    adam = torch.optim.Adam(network.parameters(), lr=1e-5)

    def step():
        adam.zero_grad()
        activations, logits = network(images)
        if options.loss == "cce":
            loss = nn.functional.cross_entropy(logits, labels)
        else:
            loss = heatmap_objective(activations, logits, labels, outside)
        loss.backward()
        adam.step()
        return loss.item()

    def milliseconds():
        start = time.perf_counter()
        step()
        return (time.perf_counter() - start) * 1000 / options.batch

    for _ in range(2):
        step()
    times = [milliseconds() for _ in range(options.steps)]
    print(
        json.dumps(
            {
                "engine": f"torch {torch.__version__}",
                "model": options.model,
                "loss": options.loss,
                "batch": options.batch,
                "threads": options.threads,
                "channels_last": options.channels_last,
                "ms_per_image_median": round(statistics.median_high(times), 3),
                "ms_per_image_min": round(min(times), 3),
                "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes a small dataset in the layout of the ACDC challenge with nibabel: Tests/heatsweepTests/Golden/acdc.

    python3 -m pip install numpy nibabel
    python3 scripts/golden/acdc.py

Three groups of five patients, two frames each, two slices of 32 x 36 pixels of 2 mm: discs whose sizes tell the groups apart.
"""

import pathlib
import shutil

import nibabel
import numpy

ROOT = pathlib.Path(__file__).parents[2] / "Tests/heatsweepTests/Golden/acdc"
# Radii of the left cavity, its wall and the right cavity, in pixels.
GROUPS = {"NOR": (4, 2, 3), "DCM": (8, 1, 4), "HCM": (2, 5, 3)}


def disc(shape, y, x, radius):
    rows, columns = numpy.mgrid[: shape[0], : shape[1]]
    return (rows - y) ** 2 + (columns - x) ** 2 < radius**2


def heart(group, random):
    cavity, wall, right = (radius + random.uniform(-0.3, 0.3) for radius in GROUPS[group])
    y, x = 16 + random.uniform(-2, 2), 20 + random.uniform(-2, 2)
    labels = numpy.zeros((32, 36), numpy.uint8)
    labels[disc(labels.shape, y, x - cavity - wall - right / 2, right)] = 1
    labels[disc(labels.shape, y, x, cavity + wall)] = 2
    labels[disc(labels.shape, y, x, cavity)] = 3
    image = numpy.choose(labels, [20, 200, 90, 210]) + random.integers(-2, 3, labels.shape)
    return image.astype(numpy.int16), labels


def save(array, path):
    image = nibabel.Nifti1Image(array, numpy.diag([2.0, 2.0, 10.0, 1.0]))
    nibabel.save(image, path)


def main():
    shutil.rmtree(ROOT, ignore_errors=True)
    random = numpy.random.default_rng(6)
    for number in range(15):
        group = list(GROUPS)[number % 3]
        name = f"patient{number + 1:03d}"
        directory = ROOT / name
        directory.mkdir(parents=True)
        (directory / "Info.cfg").write_text(
            f"ED: 1\nES: 9\nGroup: {group}\nHeight: 175.0\nNbFrame: 30\nWeight: 75.0\n"
        )
        for frame in (1, 9):
            slices = [heart(group, random) for _ in range(2)]
            # The first axis is the column, as the scanner's files have it.
            save(numpy.stack([image.T for image, _ in slices], axis=2), directory / f"{name}_frame{frame:02d}.nii.gz")
            save(numpy.stack([labels.T for _, labels in slices], axis=2), directory / f"{name}_frame{frame:02d}_gt.nii.gz")


if __name__ == "__main__":
    main()

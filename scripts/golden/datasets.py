#!/usr/bin/env python3
"""Small datasets of every layout, written by nibabel, NumPy and Pillow, and what should become of them.

Writes Tests/DatasetsTests/Golden. Images come out as Pillow and NumPy prepare them here: percentiles by NumPy, sizes by Pillow's
`BILINEAR` in mode F. Needs nibabel, NumPy and Pillow: python3 scripts/golden/datasets.py
"""

import base64
import csv
import hashlib
import json
import pathlib
import shutil

import nibabel
import numpy
from PIL import Image

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests/DatasetsTests/Golden"
random = numpy.random.default_rng(6)


def blob(rows, columns, kind, scale):
    """A disc on a gradient, and its mask: few different numbers, so that files stay small."""
    y, x = numpy.mgrid[0:rows, 0:columns]
    row, column = random.uniform(0.35, 0.65) * rows, random.uniform(0.35, 0.65) * columns
    distance = numpy.hypot(y - row, x - column) / min(rows, columns)
    inner, outer = distance < 0.12 + 0.02 * kind, distance < 0.25
    image = 20 + (y // 3 + x // 2) % 40 + 90 * outer + 60 * inner + random.integers(0, 4, (rows, columns))
    return (image * scale), numpy.where(inner, 3, numpy.where(outer, 2, 0)).astype(numpy.uint8)


def resized(plane, size):
    """Rows and columns by Pillow, in mode F; nothing where the size is there already."""
    if plane.shape == tuple(size):
        return plane
    image = Image.fromarray(plane.astype(numpy.float32), mode="F")
    return numpy.asarray(image.resize((size[1], size[0]), Image.Resampling.BILINEAR))


def resized_mask(mask, size):
    """The code at each pixel's centre, in whole numbers: where a centre lies on a border, Pillow's sums are rounded either way."""
    rows, columns = [(2 * numpy.arange(to) + 1) * count // (2 * to) for count, to in zip(mask.shape, size)]
    return mask[rows][:, columns]


def pillow_mask(mask, size):
    return numpy.asarray(Image.fromarray(mask).resize((size[1], size[0]), Image.Resampling.NEAREST))


def cut(plane, row, column, size):
    padded = numpy.zeros(size, plane.dtype)
    for y in range(size[0]):
        for x in range(size[1]):
            if 0 <= row + y < plane.shape[0] and 0 <= column + x < plane.shape[1]:
                padded[y, x] = plane[row + y, column + x]
    return padded


def scaled(stack, low=0.5, high=99.5):
    black, white = numpy.percentile(numpy.asarray(stack, numpy.float64), [low, high])
    return numpy.clip((stack - black) / (white - black), 0, 1)


def short(values):
    """Nine digits tell every number of single precision."""
    return [float(f"{value:.9g}") for value in numpy.asarray(values).flat]


def words(plane):
    return numpy.floor(numpy.clip(plane.astype(numpy.float64), 0, 1) * 65535 + 0.5).astype("<u2")


def expected(name, label, image, mask, exact=False):
    """Bytes by their digest, since they must be the same; every seventh word by itself, since the last bit may differ."""
    entry = {"name": name, "label": label, "has_mask": mask is not None}
    if mask is not None:
        entry["mask"] = hashlib.sha256(mask.astype(numpy.uint8).tobytes()).hexdigest()
    if exact:
        entry["bytes"] = hashlib.sha256(image.astype(numpy.uint8).tobytes()).hexdigest()
    else:
        entry["words"] = base64.b64encode(words(image).flatten()[::7].tobytes()).decode()
    return entry


def table(folder):
    """PNG files of 8 bits with masks in gray and palette, patients of two images."""
    folder.mkdir()
    rows, results = [], []
    for number in range(12):
        label = ["well", "ill"][number % 2]
        image, mask = blob(32, 34, number % 2, 1)
        image = image.astype(numpy.uint8)
        name, mask_name = f"scan{number:02}.png", f"mask{number:02}.png"
        Image.fromarray(image).save(folder / name)
        picture = Image.fromarray(mask)
        if number % 3 == 0:
            picture.putpalette([0, 0, 0, 9, 9, 9, 250, 0, 0, 0, 250, 0])
        picture.save(folder / mask_name)
        has_mask = number != 5
        rows.append([name, label, mask_name if has_mask else "", f"p{number // 4 * 2 + number % 2}"])
        results.append(expected(name, label, image, mask if has_mask else None, exact=True))
    with open(folder / "images.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["image", "label", "mask", "patient"])
        writer.writerows(rows)
    return results


def mixed(folder):
    """Files of other kinds: 16 bits, colours, NumPy arrays, volumes of which rows name slices; all brought to 32 x 40."""
    folder.mkdir()
    size = (32, 40)
    rows, results = [], []

    def add(name, label, mask_name, slice_, images, mask):
        rows.append([name, label, mask_name, slice_])
        shown = name if slice_ == "" else f"{name} slice {slice_}"
        results.append(expected(shown, label, numpy.dstack([resized(p, size) for p in images]), resized_mask(mask, size)))

    for number in range(3):
        label = ["a", "b"][number % 2]
        image, mask = blob(40, 33, 0, 250)
        image = image.astype(numpy.uint16)
        Image.fromarray(image).save(folder / f"deep{number}.png")
        Image.fromarray(mask).save(folder / f"deep{number}-mask.png")
        plane = scaled(image)
        add(f"deep{number}.png", label, f"deep{number}-mask.png", "", [plane] * 3, mask)

        planes = [blob(37, 29, 1, 1)[0].astype(numpy.uint8) for _ in range(3)]
        mask = blob(37, 29, 1, 1)[1]
        Image.fromarray(numpy.dstack(planes)).save(folder / f"color{number}.png")
        numpy.save(folder / f"color{number}-mask.npy", mask.astype(numpy.int16))
        add(f"color{number}.png", label, f"color{number}-mask.npy", "", [p / 255 for p in planes], mask)

        image, mask = blob(30, 30, 1, 0.01)
        image = image.astype([numpy.float32, numpy.float64, numpy.float16][number])
        numpy.save(folder / f"floats{number}.npy", image)
        numpy.save(folder / f"floats{number}-mask.npy", mask)
        plane = scaled(image.astype(numpy.float64))
        add(f"floats{number}.npy", ["b", "a"][number % 2], f"floats{number}-mask.npy", "", [plane] * 3, mask)

    pairs = [blob(25, 22, 0, 3) for _ in range(3)]
    volume = numpy.stack([image.T for image, _ in pairs], axis=2).astype(numpy.int16)
    masks = numpy.stack([mask.T for _, mask in pairs], axis=2)
    save(volume, folder / "volume.nii.gz", (1, 1, 4))
    save(masks, folder / "volume-mask.nii", (1, 1, 4))
    planes = scaled(volume)
    for slice_ in [2, 0]:
        plane = planes[:, :, slice_].T
        add("volume.nii.gz", "b", "volume-mask.nii", slice_, [plane] * 3, masks[:, :, slice_].T)
    with open(folder / "images.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["image", "label", "mask", "slice"])
        writer.writerows(rows)
    return results


def save(array, path, zooms):
    image = nibabel.Nifti1Image(array, numpy.diag([*zooms, 1]))
    image.header.set_zooms(zooms)
    nibabel.save(image, path)


def arrays(folder):
    """One archive with everything, and one with other names and without what may be left out."""
    folder.mkdir()
    pairs = [blob(33, 32, number % 3, 1) for number in range(18)]
    images = numpy.stack([image for image, _ in pairs]).astype(numpy.uint8)
    masks = numpy.stack([mask for _, mask in pairs])
    labels = [number % 3 + 8 for number in range(18)]
    patients = numpy.arange(18) // 3
    split = [["train", "val", "test"][number // 6] for number in range(18)]
    numpy.savez_compressed(
        folder / "all.npz", images=images, masks=masks, labels=numpy.array(labels), patients=patients,
        split=numpy.array(split),
    )
    numpy.savez_compressed(folder / "renamed.npz", x=images[..., None], y=numpy.array(labels, dtype=numpy.uint8), m=masks)
    return {
        "all": [
            expected(f"images[{number}]", f"{label}", images[number], masks[number], exact=True)
            for number, label in enumerate(labels)
        ],
        "split": split,
        "patients": [f"{patient}" for patient in patients],
    }


def preprocessed(folder):
    folder.mkdir()
    results = []
    for prefix in ["first", "second"]:
        pairs = [blob(32, 32, number % 2, 1 / 255) for number in range(4)]
        images = numpy.stack([image for image, _ in pairs]).astype(numpy.float16)
        masks = numpy.stack([numpy.where(mask == 3, 11, numpy.where(mask == 2, 13, 0)) for _, mask in pairs])
        masks[:, 28:31, 28:31] = 16
        masks[:, :2, 10:20] = 15
        masks[:, 5, 0] = 77
        masks = masks.astype(numpy.uint8)
        labels = numpy.array(["HCM", "NOR"] * 2)
        numpy.save(folder / f"{prefix}_mris_preprocessed.npy", images)
        numpy.save(folder / f"{prefix}_seg_masks.npy", masks)
        numpy.save(folder / f"{prefix}_labels.npy", labels)
        known = numpy.where(masks == 77, 0, masks)
        for number in range(4):
            plane = scaled(images[number].astype(numpy.float64))
            results.append(expected(f"{prefix}[{number}]", str(labels[number]), plane, known[number]))
    return results


def acdc(folder):
    """Fifteen patients, three of each group; a frame of the last has no segmentation, and a slice of each nothing inside."""
    folder.mkdir()
    results = []
    for number in range(1, 16):
        group = ["DCM", "HCM", "MINF", "NOR", "RV"][(number - 1) // 3]
        patient = folder / f"patient{number:03}"
        patient.mkdir()
        frames = {"ED": 1, "ES": 7 + number % 5}
        (patient / "Info.cfg").write_text(
            f"ED: {frames['ED']}\nES: {frames['ES']}\nGroup: {group}\nHeight: 1{60 + number}.0\nNbFrame: 30\nWeight: 7{number % 10}.0\n"
        )
        # nibabel's first axis is i, the columns.
        columns, rows = (24, 20) if number % 2 else (20, 24)
        zooms = (1.5, 1.25, 10) if number % 3 else (1.75, 1.75, 5)
        for phase, frame in frames.items():
            pairs = [blob(rows, columns, number % 4, 3) for _ in range(3)]
            volume = numpy.stack([image.T for image, _ in pairs], axis=2).astype(numpy.int16)
            masks = numpy.stack([mask.T for _, mask in pairs], axis=2)
            # A corner for the right cavity.
            masks[:3, :3, :2] = 1
            masks[:, :, 2] = 0
            name = f"{patient.name}_frame{frame:02}"
            save(volume, patient / f"{name}.nii.gz", zooms)
            has_mask = (number, phase) != (15, "ES")
            if has_mask:
                save(masks, patient / f"{name}_gt.nii.gz", zooms)
            if number % 4:
                continue
            # Spacing 1 mm, a window of 30 x 28 around the heart, resized to 34 x 32.
            spaced = (round(rows * zooms[1]), round(columns * zooms[0]))
            planes = scaled(volume)
            spaced_masks = [resized_mask(masks[:, :, k].T.copy(), spaced) for k in range(3)]
            inside = numpy.any(numpy.stack(spaced_masks) > 0, axis=0)
            y, x = numpy.nonzero(inside)
            row, column = (y.min() + y.max() + 1 - 30) // 2, (x.min() + x.max() + 1 - 28) // 2
            for k in range(2):
                plane = resized(cut(resized(planes[:, :, k].T, spaced), row, column, (30, 28)), (34, 32))
                mask = resized_mask(cut(spaced_masks[k], row, column, (30, 28)), (34, 32))
                results.append(expected(f"{name}.nii.gz slice {k}", group, plane, mask))
    return results


def resizing():
    cases = []
    for rows, columns, to_rows, to_columns in [
        (1, 1, 3, 2), (7, 5, 13, 4), (5, 7, 3, 11), (16, 9, 8, 3), (3, 20, 3, 7), (20, 3, 6, 3), (17, 13, 18, 12), (2, 2, 9, 9),
    ]:
        values = random.normal(0, 100, (rows, columns)).astype(numpy.float32)
        result = resized(values, (to_rows, to_columns))
        codes = random.integers(0, 200, (rows, columns)).astype(numpy.uint8)
        cases.append({
            "rows": rows, "columns": columns, "to_rows": to_rows, "to_columns": to_columns,
            "values": short(values), "result": short(result),
            "codes": codes.flatten().tolist(), "resized_codes": pillow_mask(codes, (to_rows, to_columns)).flatten().tolist(),
        })
    return cases


def percentiles():
    cases = []
    for count in [1, 2, 7, 100]:
        values = random.normal(0, 10, count).astype(numpy.float32)
        percents = [0, 0.5, 33.3, 50, 99.5, 100]
        results = numpy.percentile(values.astype(numpy.float64), percents)
        cases.append({"values": short(values), "percents": percents, "results": results.tolist()})
    return cases


def main():
    shutil.rmtree(GOLDEN, ignore_errors=True)
    GOLDEN.mkdir(parents=True)
    for layout in [table, mixed, arrays, preprocessed, acdc]:
        results = layout(GOLDEN / layout.__name__)
        (GOLDEN / f"{layout.__name__}.json").write_text(json.dumps(results, indent=0))
    (GOLDEN / "resizing.json").write_text(json.dumps(resizing()))
    (GOLDEN / "percentiles.json").write_text(json.dumps(percentiles()))


main()

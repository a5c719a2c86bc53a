#!/usr/bin/env python3
"""Writes Tests/ImageFilesTests/Golden: small files of Pillow, NumPy and nibabel, and what these libraries read in them.

Usage: python scripts/golden/image_files.py   (needs pillow, numpy, nibabel)
"""

import gzip
import json
import pathlib
import shutil
import struct
import zipfile
import zlib
from unittest import mock

import nibabel
import numpy as np
import PIL
from png_encoding import chunk, png_bytes
from PIL import Image

FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "ImageFilesTests" / "Golden"
HEIGHT, WIDTH = 5, 7
random = np.random.default_rng(6)


def write_json(name, cases):
    """One case a line, so that a changed value shows as one changed line."""
    versions = f"Pillow {PIL.__version__}, NumPy {np.__version__}, nibabel {nibabel.__version__}"
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
    (FOLDER / f"{name}.json").write_text(f'{{\n  "source": "{versions}",\n  "cases": [\n{lines}\n  ]\n}}\n')


def numbers(array):
    """Floats as JSON: every one is read back exactly, and what JSON does not have is text."""
    return [float(x) if np.isfinite(x) else str(float(x)) for x in np.asarray(array).ravel(order="C")]


# PNG


def png_cases():
    cases = []

    def add(name, values, maximum, labels=None):
        values = np.asarray(values)
        channels = values.shape[2] if values.ndim == 3 else 1
        case = {"file": name, "height": values.shape[0], "width": values.shape[1], "channels": channels}
        case |= {"maximum": maximum, "values": values.ravel().tolist()}
        if labels is not None:
            case["labels"] = np.asarray(labels).ravel().tolist()
        cases.append(case)

    def pixels(channels, top):
        shape = (HEIGHT, WIDTH, channels) if channels > 1 else (HEIGHT, WIDTH)
        values = random.integers(0, top + 1, shape)
        values.ravel()[:2] = [0, top]
        return values

    for mode, channels in [("L", 1), ("LA", 2), ("RGB", 3), ("RGBA", 4)]:
        values = pixels(channels, 255).astype(np.uint8)
        Image.fromarray(values, mode=mode).save(FOLDER / f"{mode}.png")
        with Image.open(FOLDER / f"{mode}.png") as image:
            assert image.mode == mode
            values = np.asarray(image)
        kept = {"LA": values[..., :1], "RGBA": values[..., :3]}.get(mode, values)
        add(f"{mode}.png", kept, 255, labels=kept if channels < 3 else None)

    bits = pixels(1, 1).astype(bool)
    Image.fromarray(bits).save(FOLDER / "1.png")
    add("1.png", np.asarray(Image.open(FOLDER / "1.png").convert("L")), 255, labels=bits.astype(int))

    for depth in (1, 2, 4, 8):
        count = min(2**depth, 11)
        indices = pixels(1, count - 1).astype(np.uint8)
        image = Image.fromarray(indices, mode="P")
        image.putpalette(random.integers(0, 256, 3 * count).astype(np.uint8).tobytes())
        image.save(FOLDER / f"P{depth}.png", bits=depth)
        with Image.open(FOLDER / f"P{depth}.png") as image:
            add(f"P{depth}.png", np.asarray(image.convert("RGB")), 255, labels=indices)
    with Image.open(FOLDER / "P4.png") as image:
        image.save(FOLDER / "P-transparent.png", transparency=2)
        add("P-transparent.png", np.asarray(image.convert("RGB")), 255, labels=np.asarray(image))

    words = pixels(1, 65535).astype(np.uint16)
    Image.fromarray(words).save(FOLDER / "I16.png")
    add("I16.png", np.asarray(Image.open(FOLDER / "I16.png")), 65535, labels=words)
    gamma = chunk(b"gAMA", struct.pack(">I", 45455))
    profile = chunk(b"iCCP", b"profile\0\0" + zlib.compress(bytes(200)))
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"0" * 1000))
    for name, before in [
        ("gamma", gamma),
        ("srgb", chunk(b"sRGB", b"\0")),
        ("profile-text", profile + text),
        ("significant", chunk(b"sBIT", b"\x0c")),
    ]:
        (FOLDER / f"I16-{name}.png").write_bytes(png_bytes(words, 16, 0, before))
        assert (np.asarray(Image.open(FOLDER / f"I16-{name}.png")) == words).all()
        add(f"I16-{name}.png", words, 65535, labels=words)

    for depth in (2, 4):
        values = pixels(1, 2**depth - 1)
        (FOLDER / f"gray{depth}.png").write_bytes(png_bytes(values, depth, 0))
        scaled = np.asarray(Image.open(FOLDER / f"gray{depth}.png").convert("L"))
        add(f"gray{depth}.png", scaled, 255, labels=values)

    # Pillow reads these too, but as 8 bits.
    for name, color, channels in [("LA16", 4, 2), ("RGB16", 2, 3), ("RGBA16", 6, 4)]:
        values = pixels(channels, 65535)
        (FOLDER / f"{name}.png").write_bytes(png_bytes(values, 16, color, gamma if name == "RGB16" else b""))
        kept = values[..., 0] if channels == 2 else values[..., :3]
        add(f"{name}.png", kept, 65535, labels=kept if channels == 2 else None)

    values = pixels(3, 255)
    (FOLDER / "RGB-interlaced.png").write_bytes(png_bytes(values, 8, 2, interlaced=True))
    assert (np.asarray(Image.open(FOLDER / "RGB-interlaced.png")) == values).all()
    add("RGB-interlaced.png", values, 255)
    values = pixels(1, 65535)
    (FOLDER / "I16-interlaced.png").write_bytes(png_bytes(values, 16, 0, interlaced=True))
    assert (np.asarray(Image.open(FOLDER / "I16-interlaced.png")) == values).all()
    add("I16-interlaced.png", values, 65535, labels=values)
    values = pixels(1, 1)
    (FOLDER / "1-interlaced.png").write_bytes(png_bytes(values, 1, 0, interlaced=True))
    assert (np.asarray(Image.open(FOLDER / "1-interlaced.png")) == values).all()
    add("1-interlaced.png", 255 * values, 255, labels=values)
    write_json("png", cases)


# NumPy


def values_of(kind, shape):
    """Numbers of a type, its extremes among them."""
    dtype = np.dtype(kind)
    if dtype.kind == "b":
        return random.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        values = random.integers(limits.min, limits.max, shape, dtype=dtype, endpoint=True)
        values.ravel()[:2] = [limits.min, limits.max]
        return values
    limits = np.finfo(dtype)
    values = random.normal(0, 100, shape).astype(dtype)
    values.ravel()[:6] = [np.nan, np.inf, -np.inf, -0.0, limits.smallest_subnormal, limits.max]
    return values


KINDS = ["b1", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]


def array_case(file, name, array):
    case = {"file": file, "name": name, "shape": list(array.shape)}
    if array.dtype.kind in "SU":
        texts = array.ravel(order="C").tolist()
        return case | {"texts": [x.decode() if isinstance(x, bytes) else x for x in texts]}
    case["doubles"] = numbers(array.astype(np.float64))
    # Rounded once: those of 64 bits are not what their doubles would be rounded to.
    if array.dtype.kind in "iu" and array.dtype.itemsize == 8:
        case["floats"] = numbers(array.astype(np.float32))
    return case


def numpy_cases():
    arrays = {}
    for kind in KINDS:
        for order in "<>":
            for layout in "CF":
                name = f"{'little' if order == '<' else 'big'}-{kind}-{layout}"
                arrays[name] = np.asarray(values_of(kind, (2, 2, 3)), dtype=order + kind, order=layout)
    for layout in "CF":
        arrays[f"four-axes-{layout}"] = np.asarray(random.integers(0, 99, (2, 3, 2, 4)), dtype="<i2", order=layout)
        arrays[f"unit-axes-{layout}"] = np.asarray(random.integers(0, 99, (2, 1, 4, 1, 3)), dtype="u1", order=layout)
    arrays["scalar"] = np.array(4.5)
    arrays["line"] = np.arange(5.0)
    arrays["no-entries"] = np.zeros((0, 3))
    arrays["empty-entries"] = np.zeros((2, 0), dtype="f4")
    arrays["codes-little"] = np.array(["a", "", "Grüße", "日本", "🫀 x"], dtype="<U7")
    arrays["codes-big"] = np.array([["a", "bc"], ["d", "efg"]], dtype=">U3")
    arrays["codes-F"] = np.asfortranarray([["a", "bc"], ["d", "efg"]])
    arrays["bytes"] = np.array(["NOR", "", "Ü".encode(), "a\0b"], dtype="S4")
    cases = []
    for file, save in [("stored.npz", np.savez), ("deflated.npz", np.savez_compressed)]:
        save(FOLDER / file, **arrays)
    with np.load(FOLDER / "stored.npz") as archive:
        cases += [array_case("stored.npz", name, archive[name]) for name in archive.files]

    # The 64-bit form of zip files, which Python writes only where it is needed.
    with mock.patch("zipfile.ZIP64_LIMIT", 64), mock.patch("zipfile.ZIP_FILECOUNT_LIMIT", 1):
        wide = {"first": np.arange(30.0), "second": np.arange(7, dtype="i2")}
        np.savez_compressed(FOLDER / "wide.npz", **wide)
        with zipfile.ZipFile(FOLDER / "wide.npz") as archive:
            assert archive.namelist() == ["first.npy", "second.npy"]
    assert b"PK\6\6" in (FOLDER / "wide.npz").read_bytes()
    cases += [array_case("wide.npz", name, array) for name, array in wide.items()]

    for version in [(1, 0), (2, 0), (3, 0)]:
        name = f"version{version[0]}.npy"
        array = np.arange(12, dtype="<f4").reshape(3, 4)
        with open(FOLDER / name, "wb") as file:
            np.lib.format.write_array(file, array, version=version)
        cases.append(array_case(name, None, np.load(FOLDER / name)))
    saved = {"texts": np.array(["NOR", "DCM", "日本"]), "doubles": np.array([0.5, np.nan, 1e300])}
    for name, kind in [("words", "u2"), ("bytes", "u1"), ("integers", "i8")]:
        saved[name] = values_of(kind, (3, 2, 5))
    for name, array in saved.items():
        name += ".npy"
        np.save(FOLDER / name, array)
        cases.append(array_case(name, None, np.load(FOLDER / name)))
    write_json("numpy", cases)

    # What is refused.
    np.save(FOLDER / "refused-object.npy", np.array([1, "two", None], dtype=object), allow_pickle=True)
    structured = [("x", "f4"), ("y", "i2")]
    types = {"structured": structured, "void": "V3", "complex": "c16", "date": "M8[s]", "long-double": np.longdouble}
    for name, dtype in types.items():
        np.save(FOLDER / f"refused-{name}.npy", np.zeros(2, dtype))



# NIfTI


def volume_cases():
    cases = []

    def add(name, image):
        path = FOLDER / name
        if name.endswith(".gz"):
            # Without the time of writing, so that the same script writes the same file.
            path.write_bytes(gzip.compress(image.to_bytes(), mtime=0))
        else:
            nibabel.save(image, path)
        image = nibabel.load(path)
        shape = (list(image.shape) + [1, 1])[:4]
        # As nibabel gives them: stored numbers, or scaled ones in double precision.
        stored = np.asarray(image.dataobj).reshape(shape)
        with np.errstate(over="ignore"):
            values = stored.astype(np.float32)
        slices = [values[:, :, k, t].T for t in range(shape[3]) for k in range(shape[2])]
        scale = {"meter": 1000.0, "micron": 0.001}.get(image.header.get_xyzt_units()[0], 1.0)
        zooms = (list(image.header.get_zooms()) + [1.0])[:3]
        cases.append(
            {
                "file": name,
                "shape": shape,
                "spacing": [float(zoom) * scale for zoom in zooms],
                "slices": [numbers(part) for part in slices],
            }
        )

    affine = np.diag([1.5, 1.25, 8, 1])
    for kind in ["u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"]:
        for order, name in [("<", "little"), (">", "big")]:
            header = nibabel.Nifti1Header(endianness=order)
            header.set_data_dtype(np.dtype(kind).newbyteorder(order))
            image = nibabel.Nifti1Image(values_of(kind, (4, 3, 2)), affine, header)
            add(f"{name}-{kind}.nii" + (".gz" if order == "<" else ""), image)

    def image_of(values):
        return nibabel.Nifti1Image(values, affine)

    # nibabel finds slope and intercept by itself.
    for name, kind in [("scaled-i2.nii.gz", "i2"), ("scaled-u1.nii", "u1")]:
        image = nibabel.Nifti1Image(random.normal(50, 30, (4, 3, 2)), affine)
        image.header.set_data_dtype(kind)
        add(name, image)
    image = image_of(values_of("f4", (4, 3, 2)))
    image.header.set_slope_inter(0.5, -3)
    add("scaled-f4.nii", image)
    frames = random.integers(0, 4096, (4, 3, 2, 3)).astype("i2")
    add("frames.nii.gz", image_of(frames))
    add("plane.nii", image_of(frames[:, :, 0, 0]))
    add("seven-dimensions.nii", image_of(frames[..., :1].reshape(4, 3, 2, 1, 1, 1, 1)))
    for name, unit in [("metres.nii", "meter"), ("micrometres.nii", "micron")]:
        image = image_of(frames[..., 0])
        image.header.set_xyzt_units(unit)
        add(name, image)
    extended = image_of(frames[..., 0])
    extended.header.extensions.append(nibabel.nifti1.Nifti1Extension("comment", b"a comment of some length" * 3))
    add("extended.nii.gz", extended)
    # Two members of gzip, and zeros behind them.
    data = gzip.decompress((FOLDER / "extended.nii.gz").read_bytes())
    members = gzip.compress(data[:200], mtime=0) + gzip.compress(data[200:], mtime=0) + bytes(32)
    (FOLDER / "members.nii.gz").write_bytes(members)
    cases.append(cases[-1] | {"file": "members.nii.gz"})
    write_json("nifti", cases)

    nibabel.save(nibabel.Nifti2Image(frames, affine), FOLDER / "refused-nifti2.nii")
    nibabel.save(nibabel.Nifti1Pair(frames, affine), FOLDER / "refused-pair.hdr")
    (FOLDER / "refused-pair.img").unlink()
    nibabel.save(nibabel.Nifti1Image(np.zeros((2, 2, 2), "c8"), affine), FOLDER / "refused-complex.nii")
    colors = np.zeros((2, 2, 2), dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])
    nibabel.save(nibabel.Nifti1Image(colors, affine), FOLDER / "refused-colors.nii")


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    png_cases()
    numpy_cases()
    volume_cases()

"""Runs an exported model in onnxruntime and in PyTorch, and prints how far both are from what heatsweep computed, as JSON.

    compare.py LOADER DIRECTORY...

In each directory lie model.onnx, model.safetensors and expected.safetensors: images (N x rows x columns x channels), logits
(N x classes), activations (N x rows x columns x channels) and gradients (N x classes x rows x columns x channels). LOADER is the
README's code: it makes `model`.
"""

import json
import os
import sys

import numpy
import onnx
import onnxruntime
import torch
from safetensors.numpy import load_file as load_arrays


def differences(found, expected):
    """The largest difference of each output, against the largest magnitude of what is expected."""
    assert found.keys() == expected.keys()
    for name, value in found.items():
        assert value.shape == expected[name].shape, (name, value.shape, expected[name].shape)
    return {n: float(abs(v - expected[n]).max() / abs(expected[n]).max()) for n, v in found.items()}


def by_onnxruntime(images, expected):
    model = onnx.load("model.onnx")
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    found = dict(zip(names, session.run(None, {"images": images})))
    # The batch is of any size.
    alone = session.run(["logits"], {"images": images[:1]})[0]
    assert alone.shape == (1, expected["logits"].shape[1])
    description = {
        "ir": model.ir_version,
        "opset": [(entry.domain, entry.version) for entry in model.opset_import] == [("", 17)],
        "producer": model.producer_name,
        "metadata": session.get_modelmeta().custom_metadata_map,
        "batch": session.get_inputs()[0].shape[0],
        "weights": sorted(tensor.name for tensor in model.graph.initializer if tensor.data_type == onnx.TensorProto.FLOAT),
    }
    return differences(found, expected), description


def by_pytorch(loader, images, expected):
    scope = {}
    exec(loader, scope)
    model = scope["model"]
    activations = model.features[:-1](torch.from_numpy(images))
    logits = model.classifier(model.flatten(model.features[-1](activations)))
    assert torch.equal(logits, model(torch.from_numpy(images)))
    # Samples do not meet: the gradient of a sum over the batch is each one's own.
    gradients = [torch.autograd.grad(logit.sum(), activations, retain_graph=True)[0] for logit in logits.T]
    found = {"logits": logits, "activations": activations, "gradients": torch.stack(gradients, 1)}
    return differences({name: value.detach().numpy() for name, value in found.items()}, expected)


def report(loader):
    """Of the working directory."""
    expected = load_arrays("expected.safetensors")
    # Channels first, as both have it.
    expected = {name: numpy.moveaxis(value, -1, -3) if value.ndim > 2 else value for name, value in expected.items()}
    images = numpy.ascontiguousarray(expected.pop("images"))
    by_onnx, description = by_onnxruntime(images, expected)
    return {"onnxruntime": by_onnx, "pytorch": by_pytorch(loader, images, expected), "model": description}


with open(sys.argv[1]) as file:
    code = file.read()
reports = []
for directory in sys.argv[2:]:
    os.chdir(directory)
    reports.append(report(code))
print(json.dumps(reports))

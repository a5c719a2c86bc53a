"""Reads a folder of runs with TensorBoard's own readers, and prints what it found as JSON, by run.

    read_events.py DIRECTORY
"""

import io
import json
import math
import os
import sys

from google.protobuf import json_format
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
from tensorboard.plugins.hparams import plugin_data_pb2


def run(directory):
    reader = EventAccumulator(directory, size_guidance={"scalars": 0, "images": 0, "tensors": 0})
    reader.Reload()
    tags = reader.Tags()
    images = {tag: reader.Images(tag) for tag in tags["images"]}
    try:
        contents = reader.PluginTagToContent("hparams")
    except KeyError:
        contents = {}
    return {
        "scalars": {tag: [[e.step, finite(e.value), e.wall_time] for e in reader.Scalars(tag)] for tag in tags["scalars"]},
        "images": {
            tag: [[e.step, e.width, e.height, *Image.open(io.BytesIO(e.encoded_image_string)).size] for e in events]
            for tag, events in images.items()
        },
        "hparams": {tag: hyperparameters(content) for tag, content in contents.items()},
        "events": count(directory),
    }


def finite(value):
    """JSON has no NaN."""
    return value if math.isfinite(value) else None


def hyperparameters(content):
    message = plugin_data_pb2.HParamsPluginData.FromString(content)
    return json_format.MessageToDict(message, always_print_fields_with_no_presence=True)


def count(directory):
    names = [os.path.join(directory, name) for name in os.listdir(directory) if "tfevents" in name]
    return sum(len(list(EventFileLoader(name).Load())) for name in names)


root = sys.argv[1]
runs = [path for path, _, names in os.walk(root) if any("tfevents" in name for name in names)]
print(json.dumps({os.path.relpath(path, root): run(path) for path in sorted(runs)}))

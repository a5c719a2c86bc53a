"""What heatsweep is meant to reach, and whether it does."""

import steps

# The author's own training step (Keras, eager, VGG16, heatmap loss, batch 1), milliseconds on two cores of an AVX-512
# server: measured once, since it needs TensorFlow; scripts/bench --keras measures it again.
KERAS_BATCH_1 = 489


def check(rows, sweep, overhead, keras=None):
    """A line for each target: its name, the value (None where it was not measured), the limit, and whether it holds."""

    def ratio(model, batch):
        return steps.to_peer(rows, model, "heatmap", batch, 1)

    def time(model, batch, threads):
        row = steps.find(rows, steps.OURS, model, "heatmap", batch, threads)
        return row and row["ms_per_image_median"]

    def memory(model, batch):
        found = [steps.find(rows, steps.OURS, model, loss, batch, 1) for loss in steps.LOSSES]
        return max(row["peak_rss_mb"] for row in found) if all(found) else None

    keras = keras or KERAS_BATCH_1
    sweep = sweep or {}
    overhead = overhead or {}
    targets = [
        ("VGG16, heatmap, batch 8, 1 thread: time over PyTorch's better", ratio("vgg16", 8), "<=", 1 / 3),
        (f"VGG16, heatmap, batch 1, 2 threads: ms (1/12 of Keras's {keras:.0f})", time("vgg16", 1, 2), "<=", keras / 12),
        ("compact, heatmap, batch 16, 1 thread: time over PyTorch's better", ratio("compact", 16), "<=", 1 / 3),
        ("VGG16, batch 8: heatmap over cce", steps.heatmap_to_cce(rows, steps.OURS, "vgg16", 8, 1), "<=", 1.03),
        ("compact, batch 16: heatmap over cce", steps.heatmap_to_cce(rows, steps.OURS, "compact", 16, 1), "<=", 1.03),
        ("two workers' images a second over one's", sweep.get("two_workers_to_one"), ">=", 1.85),
        ("share of their time in which workers compute", sweep.get("compute_share"), ">=", 0.97),
        ("trials that do nothing, a second, two workers", overhead.get("trials_per_second"), ">=", 300),
        ("VGG16, batch 8: peak memory, MB", memory("vgg16", 8), "<", 900),
        ("compact, batch 16: peak memory, MB", memory("compact", 16), "<", 150),
        ("default study on two cores: seconds, extrapolated", sweep.get("whole_study_seconds"), "<=", 360),
    ]
    return [
        {"target": name, "value": value, "relation": relation, "limit": limit, "holds": holds(value, relation, limit)}
        for name, value, relation, limit in targets
    ]


def holds(value, relation, limit):
    if value is None:
        return None
    return {"<=": value <= limit, "<": value < limit, ">=": value >= limit}[relation]

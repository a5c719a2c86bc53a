"""What was measured, as text for a person."""

import steps


def everything(result):
    machine = result["machine"]
    parts = [f"{machine['cpu']}, {machine['cores']} cores used, load average {machine['load_average']} at the start"]
    if result["steps"]:
        parts.append(step_table(result["steps"]))
    if result.get("keras"):
        parts.append(keras_table(result["keras"]))
    if result.get("sweep"):
        parts.append(sweep_table(result["sweep"]))
    if result.get("overhead"):
        parts.append(overhead_table(result["overhead"], result.get("optuna")))
    if result.get("kernels"):
        parts.append(kernel_table(result["kernels"]))
    parts.append(target_table(result["targets"]))
    if result["not_measured"]:
        parts.append("\n".join(["Not measured:"] + ["  " + line for line in result["not_measured"]]))
    return "\n\n".join(parts)


def step_table(rows):
    lines = ["A training step, milliseconds an image; of the runs' medians the median, and the minimum of all steps", ""]
    lines.append(
        f"{'network':9}{'batch':>5}{'threads':>9}  {'loss':9}{'engine':22}{'median':>9}{'min':>9}{'MiB':>7}"
        f"{'ours/PyTorch':>14}{'heatmap/cce':>13}"
    )
    settings = list(dict.fromkeys((r["model"], r["batch"], r["threads"], r["loss"]) for r in rows))
    for model, batch, threads, loss in settings:
        for engine in dict.fromkeys(steps.TURNS):
            row = steps.find(rows, engine, model, loss, batch, threads)
            if not row:
                continue
            to_peer = steps.to_peer(rows, model, loss, batch, threads) if engine == steps.OURS else None
            to_cce = steps.heatmap_to_cce(rows, engine, model, batch, threads) if loss == "heatmap" else None
            lines.append(
                f"{model:9}{batch:5}{threads:9}  {loss:9}{engine:22}{row['ms_per_image_median']:9.3f}"
                f"{row['ms_per_image_min']:9.3f}{row['peak_rss_mb']:7}{number(to_peer):>14}{number(to_cce):>13}".rstrip()
            )
    return "\n".join(lines)


def keras_table(row):
    return "\n".join(
        [f"The author's step in {row['engine']}, VGG16, heatmap, batch {row['batch']}, {row['threads']} threads"]
        + [f"  {mode:8}{row[mode]:9.1f} ms an image" for mode in ("eager", "graph")]
    )


def sweep_table(sweep):
    lines = [f"{sweep['study']}: whole runs of {sweep['trials']} models, {sweep['images']} passes over an image", ""]
    lines.append(f"{'workers':9}{'seconds':>9}{'images/s':>10}{'while on trials':>17}{'computing':>11}")
    for run in sweep["runs"]:
        lines.append(
            f"{run['workers']:<9}{run['seconds']:9.1f}{run['images_per_second']:10.0f}"
            f"{run['images_per_second_of_trials']:17.0f}{100 * run['compute_share']:10.1f}%"
        )
    lines.append("")
    lines.append(
        f"On trials, two workers do {sweep['two_workers_to_one']:.3f} of the images a second of one; the whole study would"
        f" take {sweep['whole_study_seconds']:.0f} s with two"
    )
    return "\n".join(lines)


def overhead_table(overhead, optuna):
    lines = ["Trials that do nothing, every change and result durable", ""]
    lines.append(f"heatsweep, {overhead['workers']} worker processes{overhead['trials_per_second']:9.0f} trials/s")
    if optuna:
        lines.append(f"{optuna['engine']}, SQLite, one process{optuna['trials_per_second']:6.0f} trials/s")
    lines += [
        "",
        f"CPU time a trial: coordinator {overhead['coordinator_cpu_ms_per_trial']:.2f} ms, workers"
        f" {overhead['worker_cpu_ms_per_trial']:.2f} ms; a small file is durable after {overhead['durable_file_ms']:.2f} ms",
    ]
    return "\n".join(lines)


def kernel_table(kernels):
    lines = ["Convolutions on one core, GFLOP/s of direct convolution's work", ""]
    lines.append(f"{'layer':24}{'batch':>6}{'forward':>10}{'gradients':>11}{'input':>8}{'weights':>9}")
    for row in kernels["convolutions"]:
        lines.append(
            f"{row['layer']:24}{row['batch']:6}{row['forward']:10.0f}{cell(row, 'both_gradients'):>11}"
            f"{cell(row, 'input_gradient'):>8}{row['weight_gradient']:9.0f}"
        )
    lines += ["", "Matrix products on one core, GFLOP/s", ""]
    lines.append(f"{'rows x inner x columns':24}{'ours':>8}{'oneDNN':>9}")
    for row in kernels["matrix_products"]:
        size = f"{row['rows']} x {row['inner']} x {row['columns']}"
        lines.append(f"{size:24}{row['heatsweep']:8.0f}{row['onednn']:9.0f}")
    return "\n".join(lines)


def target_table(targets):
    lines = [f"{'Target':68}{'measured':>9}{'limit':>11}"]
    for row in targets:
        verdict = {True: "holds", False: "MISSED", None: "not measured"}[row["holds"]]
        limit = f"{row['relation']} {row['limit']:.4g}"
        lines.append(f"{row['target']:68}{number(row['value']):>9}{limit:>11}  {verdict}")
    return "\n".join(lines)


def number(value):
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.3f}"


def cell(row, name):
    return f"{row[name]:.0f}" if name in row else ""

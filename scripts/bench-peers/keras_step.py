#!/usr/bin/env python3
"""The author's training step in Keras: VGG16 and the heatmap loss, run eagerly, as he did, and as a graph."""

import argparse
import json
import os
import statistics
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf  # noqa: E402  (the level of its messages is read when it is imported)


def model():
    body = tf.keras.applications.VGG16(include_top=False, weights=None, input_shape=(105, 135, 3))
    activations = body.get_layer("block5_conv3").output
    x = tf.keras.layers.Flatten()(body.output)
    x = tf.keras.layers.Dense(100, activation="relu", kernel_initializer="he_uniform")(x)
    return tf.keras.Model(body.input, [activations, tf.keras.layers.Dense(4)(x)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=8)
    options = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.random.set_seed(0)
    network, adam = model(), tf.keras.optimizers.Adam(1e-5)
    images = tf.random.normal((options.batch, 105, 135, 3))
    labels = tf.one_hot(tf.random.uniform((options.batch,), 0, 4, tf.int32), 4)
    outside = tf.cast(tf.random.uniform((options.batch, 6, 8)) > 0.3, tf.float32)

    def step():
        with tf.GradientTape() as outer:
            with tf.GradientTape() as inner:
                activations, logits = network(images, training=True)
                score = tf.reduce_sum(logits * labels)
            slope = inner.gradient(score, activations)
            heat = tf.nn.relu(tf.reduce_sum(activations * slope, axis=3))
            heat = heat / (tf.reduce_max(heat, axis=(1, 2), keepdims=True) + 1e-8)
            loss = tf.reduce_mean((tf.sigmoid(logits) - labels) ** 2) + tf.reduce_mean(heat * outside)
        weights = network.trainable_variables
        adam.apply_gradients(zip(outer.gradient(loss, weights), weights))
        return loss

    def milliseconds(run):
        for _ in range(2):
            run().numpy()
        times = []
        for _ in range(options.steps):
            start = time.perf_counter()
            run().numpy()
            times.append((time.perf_counter() - start) * 1000 / options.batch)
        return round(statistics.median(times), 3)

    result = {"engine": f"tensorflow {tf.__version__}", "model": "vgg16", "loss": "heatmap"}
    result |= {"batch": options.batch, "threads": options.threads}
    print(json.dumps(result | {"eager": milliseconds(step), "graph": milliseconds(tf.function(step))}))


if __name__ == "__main__":
    main()

import ArgumentParser

/// `--tensorboard` where a coordinator is started.
struct TensorBoardOption: ParsableArguments {
  @Flag(
    name: .customLong("tensorboard"),
    help: "Keep TensorBoard's event files in the output directory up to date: tensorboard --logdir OUTPUT/tensorboard")
  var isWanted = false
}

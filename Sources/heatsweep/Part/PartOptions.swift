import ArgumentParser

/// How much of a study to run.
struct PartOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Run only the first n trials of each arm.", valueName: "n"))
  var trials: Int?

  @Option(help: ArgumentHelp("Use at most n images to train, as many to validate and to test.", valueName: "n"))
  var images: Int?

  func validate() throws {
    if let trials, !(1...100_000).contains(trials) {
      throw ValidationError("Expected between 1 and 100000 for --trials, found \(trials).")
    }
    if let images, !(4...100_000).contains(images) || !images.isMultiple(of: 4) {
      throw ValidationError(
        "Expected a multiple of 4 between 4 and 100000 for --images, as many of each class, found \(images).")
    }
  }
}

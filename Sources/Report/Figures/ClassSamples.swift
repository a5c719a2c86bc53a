/// Some images of each class (the paper's Figures 2 to 5).
struct ClassSamples {
  let experiment: String
  let images: [ExampleImage]

  init(experiment: String, images: [ExampleImage]) {
    self.experiment = experiment
    self.images = images.filter { $0.experiment == experiment && $0.isComplete }
  }

  /// Nil without images.
  func markup() throws -> Markup? {
    guard !images.isEmpty else { return nil }
    let classes = try Diagnoses.inOrder(Set(images.map(\.diagnosis))).map { diagnosis in
      let pictures = try images.filter { $0.diagnosis == diagnosis }.enumerated().map { index, image in
        try picture(Picture.image(image.pixels), alternative: "\(diagnosis), sample \(index + 1)")
      }
      return element("div", ["class": "class-samples"]) {
        element("h4") { Diagnoses.title(diagnosis) }
        element("div", ["class": "pictures"]) { pictures }
      }
    }
    return figure(
      caption: group { "Test images of each class in experiment \(experiment), as the models see them." }
    ) {
      element("div", ["class": "samples"]) { classes }
    }
  }
}

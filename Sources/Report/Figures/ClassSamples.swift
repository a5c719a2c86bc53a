/// Some images of each class (the paper's Figures 2 to 5).
struct ClassSamples {
  let experiment: ExperimentAnalysis
  let images: [ExampleImage]

  init(experiment: ExperimentAnalysis, images: [ExampleImage]) {
    self.experiment = experiment
    self.images = images.filter { $0.experiment == experiment.name && $0.isComplete }
  }

  /// Nil without images.
  func figure() throws -> Figure? {
    guard !images.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-samples", title: "Sample images",
      caption: """
        Test images of each class, experiment \(experiment.name), as the models see them: \
        \(classes.map { ClassNames.title($0) }.joined(separator: ", ")).
        """,
      panels: try classes.map(panel),
      data: DataTable(
        columns: ["class", "inside_share_of_area", "has_marker"],
        rows: images.map { image in
          let (inside, marker) = (image.format.membership(of: .inside), image.format.membership(of: .marker))
          let area = image.labels.count { inside[Int($0)] }
          return [
            image.className, "\(Double(area) / Double(image.labels.count))",
            "\(image.labels.contains { marker[Int($0)] })",
          ]
        }))
  }

  private var classes: [String] { ClassNames.inOrder(Set(images.map(\.className)), of: experiment.experiment) }

  private func panel(_ className: String) throws -> Panel {
    let items = try images.filter { $0.className == className }.enumerated().map { index, image in
      PictureGrid.Item(
        source: try Picture.image(image.pixels, image.format), label: "\(className) \(index + 1)",
        description: "\(className), sample \(index + 1)")
    }
    return PictureGrid(title: className, format: images[0].format, items: items).panel
  }
}

import CardiacMRI

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
        \(classes.map { Diagnoses.title($0) }.joined(separator: ", ")).
        """,
      panels: try classes.map(panel),
      data: DataTable(
        columns: ["class", "heart_share_of_area", "has_marker"],
        rows: images.map { image in
          let heart = image.labels.count { Region.heart.contains(label: $0) }
          return [
            image.diagnosis, "\(Double(heart) / Double(image.labels.count))",
            "\(image.labels.contains { Region.marker.contains(label: $0) })",
          ]
        }))
  }

  private var classes: [String] { Diagnoses.inOrder(Set(images.map(\.diagnosis))) }

  private func panel(_ diagnosis: String) throws -> Panel {
    let items = try images.filter { $0.diagnosis == diagnosis }.enumerated().map { index, image in
      PictureGrid.Item(
        source: try Picture.image(image.pixels), label: "\(diagnosis) \(index + 1)",
        description: "\(diagnosis), sample \(index + 1)")
    }
    return PictureGrid(title: diagnosis, items: items).panel
  }
}

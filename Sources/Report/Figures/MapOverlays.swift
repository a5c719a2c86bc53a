/// Where a model of each arm looks: the same images in rows; image, mask and one overlay an arm in columns (the paper's Figure 1).
struct MapOverlays {
  let experiment: ExperimentAnalysis
  let rows: [Row]

  /// One image with the maps of some arms.
  struct Row {
    let image: ExampleMap
    var maps: [String: ExampleMap]
  }

  init(experiment: ExperimentAnalysis, examples: [ExampleMap]) {
    self.experiment = experiment
    var rows: [Row] = []
    for example in examples where example.experiment == experiment.name && example.isComplete {
      let index = rows.firstIndex {
        $0.image.diagnosis == example.diagnosis && $0.image.pixels == example.pixels && $0.maps[example.arm] == nil
      }
      if let index {
        rows[index].maps[example.arm] = example
      } else {
        rows.append(Row(image: example, maps: [example.arm: example]))
      }
    }
    self.rows = rows
  }

  /// The arms that have a map at all, in the order of the study.
  private var arms: [ArmAnalysis] {
    experiment.arms.filter { arm in rows.contains { $0.maps[arm.name] != nil } }
  }

  /// Nil without examples.
  func markup() throws -> Markup? {
    let arms = self.arms
    guard !arms.isEmpty else { return nil }
    let colorScale = try Picture.colorScale()
    let body = try rows.map { row in try tableRow(row, arms) }
    let caption = group {
      "Where the models look, experiment \(experiment.name). Mask: "
      parts
      ". Overlays: the model's attribution map for the image, negative values set to 0 and divided by its maximum; the heart's "
      "outline in white. The number is the share of the map in the heart. Scale from 0 to the maximum: "
      element("img", ["src": colorScale, "alt": "black, violet, orange, yellow", "class": "color-scale"])
      ". Models shown: \(models(arms))\(areTypical(arms) ? ", the median of each arm by share of the HiResCAM map" : "")."
    }
    return figure(caption: caption) {
      element("table", ["class": "maps"]) {
        element("thead") {
          element("tr") {
            for title in ["class", "image", "mask"] + arms.map(\.name) {
              element("th", ["scope": "col"]) { title }
            }
          }
        }
        element("tbody") { body }
      }
    }
  }

  private var parts: Markup {
    let shown = Set(rows.flatMap { $0.image.labels.compactMap(MaskColors.part) })
    let used = shown.sorted().map { MaskColors.parts[$0] }
    return group {
      for (index, part) in used.enumerated() {
        if index > 0 { ", " }
        element("span", ["class": "swatch", "style": "background:\(part.color.css)"])
        " \(part.name)"
      }
    }
  }

  private func models(_ arms: [ArmAnalysis]) -> String {
    arms.map { arm in
      let keys = rows.compactMap { $0.maps[arm.name]?.trialKey }
      let unique = keys.enumerated().filter { !keys[..<$0.offset].contains($0.element) }.map(\.element)
      return unique.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  private func areTypical(_ arms: [ArmAnalysis]) -> Bool {
    arms.allSatisfy { arm in
      let typical = arm.records.typicalModel(experiment: experiment.name, arm: arm.name)?.trial.key
      return rows.allSatisfy { row in row.maps[arm.name].map { $0.trialKey == typical } ?? true }
    }
  }

  private func tableRow(_ row: Row, _ arms: [ArmAnalysis]) throws -> Markup {
    let diagnosis = row.image.diagnosis
    let overlays = try arms.map { arm in
      guard let example = row.maps[arm.name] else { return element("td", ["class": "missing"]) { "no map" } }
      let cell = try overlay(example)
      return element("td") { cell }
    }
    let image = try picture(Picture.image(row.image.pixels), alternative: "Image of class \(diagnosis)")
    let mask = try picture(
      Picture.mask(row.image.labels), alternative: "Segmentation of the image of class \(diagnosis)")
    return element("tr") {
      element("th", ["scope": "row"]) { element("abbr", ["title": Diagnoses.title(diagnosis)]) { diagnosis } }
      element("td") { image }
      element("td") { mask }
      overlays
    }
  }

  private func overlay(_ example: ExampleMap) throws -> Markup {
    let (width, height) = (ExampleImage.width, ExampleImage.height)
    let share = example.shareInHeart
    let words = share.map { "\(NumberText.percent($0)) of it in the heart" } ?? "it is undefined"
    let source = try Picture.overlay(example.map, on: example.pixels)
    let outline = MaskColors.heartOutline(example.labels, width: width, height: height)
    return group {
      element(
        "svg",
        [
          "viewBox": "0 0 \(width) \(height)", "width": "\(width)", "height": "\(height)", "role": "img",
          "class": "picture",
          "aria-label": "Map of \(example.trialKey) on the image of class \(example.diagnosis): \(words)",
        ]
      ) {
        element("title") { "\(example.trialKey), \(example.diagnosis): \(words)" }
        element("image", ["href": source, "width": "\(width)", "height": "\(height)", "class": "pixels"])
        element("path", ["d": outline, "class": "outline"])
      }
      element("div", ["class": "share"]) { share.map { "\(NumberText.percent($0)) in heart" } ?? "undefined map" }
    }
  }
}

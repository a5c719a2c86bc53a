import Datasets
import Images
import Studies

/// The images of one experiment in words, numbers and pictures.
struct DataSection {
  let id: String
  let item: DataReport.Item

  /// Pictures of each class.
  private static let perClass = 6

  /// What should be thought about first, and then the images.
  func sections() throws -> [Section] {
    let warnings = item.findings?.warnings ?? []
    let files = item.findings.map { [Block.preformatted("\(FindingsText($0))")] } ?? []
    let pictures = try item.sets.parts.compactMap { name, images in try figure(name, images).map { Block.figure($0) } }
    let images = Section(
      id: id, title: "Experiment \(item.name)",
      blocks: [.paragraph(RichText(item.source.explanation)), .table(counts)] + pictures
        + (files.isEmpty ? [] : [.details(summary: "All that was found in the files", files)]))
    guard !warnings.isEmpty else { return [images] }
    let notice = Section(
      id: "\(id)-notice", title: "Mind this in experiment \(item.name)", emphasis: .warning,
      blocks: [.list(warnings.map { RichText($0) })])
    return [notice, images]
  }

  private var counts: Table {
    let classes = item.source.format.classes
    return Table(
      caption: "Images of each class, and how much of an image the mask covers: the median over those that have one.",
      columns: [.text("part")] + classes.map { .number($0) } + [
        .number("all"), .number("without mask"), .number("mask's share"),
      ],
      rows: item.sets.parts.map { name, images in
        let shares = (0..<images.count).filter { images.hasMask[$0] }.map { images.insideShare(of: $0) }
        let numbers =
          classes.indices.map { number in images.classes.count { $0 == number } } + [
            images.count, images.hasMask.count { !$0 },
          ]
        return [RichText(name)] + numbers.map { RichText("\($0)") } + [
          RichText(BoxSummary(shares).map { NumberText.percent($0.median) } ?? "–")
        ]
      })
  }

  /// The first images of each class, as a network sees them, the mask's outline over them.
  private func figure(_ name: String, _ images: ImageDataset) throws -> Figure? {
    let panels = try images.format.classes.indices.compactMap { number -> Panel? in
      let shown = (0..<images.count).filter { images.classes[$0] == number }.prefix(Self.perClass)
      guard !shown.isEmpty else { return nil }
      let items = try shown.map { image in
        PictureGrid.Item(
          source: try Picture.image(images.bytes(of: image), images.format),
          outline: MaskColors.insideOutline(images.labels(of: image), images.format),
          label: images.hasMask[image] ? NumberText.percent(images.insideShare(of: image)) : "no mask",
          description: images.names.isEmpty ? "image \(image)" : images.names[image])
      }
      return PictureGrid(
        title: images.format.classes[number], format: images.format, items: items, columns: 3, pictureWidth: 112
      ).panel
    }
    guard !panels.isEmpty else { return nil }
    return Figure(
      name: "\(id)-\(name)", title: "Images, \(name)",
      caption: """
        The first images of each class, \(name), as a network sees them; in white the mask's outline; the number is its share of the \
        image's area.
        """,
      panels: panels,
      data: DataTable(
        columns: ["image", "class", "file"],
        rows: (0..<images.count).map { image in
          ["\(image)", images.className(of: image), images.names.isEmpty ? "" : images.names[image]]
        }))
  }
}

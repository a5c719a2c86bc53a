import Autodiff
import Images
import Kernels

/// For each training image, how much of each place a heatmap loss must not be looking at: outside the mask, or outside of what a
/// control puts in its place.
package struct OutsideMasks {
  private let kind: MaskKind
  private let images: TrialImages
  private let seed: UInt64
  /// For `shuffled`: whose mask each image gets.
  private let others: [Int]

  /// Cells beyond which masks are made when they are asked for, rather than kept for the next time.
  private static let mostKeptCells = 4096
  private var kept: [Int: [[Float]]] = [:]

  /// - Parameter seed: of everything that is drawn, the same for all trials of an experiment.
  package init(_ kind: MaskKind, of images: TrialImages, seed: UInt64) {
    self.kind = kind
    self.images = images
    self.seed = RandomGenerator.derive(seed, "masks", kind.rawValue)
    others = Self.others(images.training.count, seed: self.seed)
  }

  /// Whose mask each image of a batch gets.
  package func sources(_ batch: some Collection<Int>) -> [Int] {
    kind == .shuffled ? batch.map { others[$0] } : Array(batch)
  }

  /// Whether each image of a batch has a mask; nil where all have.
  package func hasMask(_ batch: some Collection<Int>) -> [Bool]? {
    guard kind != .whole else { return nil }
    let present = sources(batch).map { images.training.hasMask[$0] }
    return present.contains(false) ? present : nil
  }

  /// batch x rows x columns, each between 0 and 1.
  ///
  /// - Parameter changed: the images of `sources(batch)` as augmentation has changed them; nil where it does not.
  package mutating func tensor(
    _ batch: some Collection<Int>, rows: Int, columns: Int, changed: ImageDataset? = nil
  ) -> Tensor {
    let cells: [Float]
    if let changed {
      cells = batch.enumerated().flatMap { place, image in make(image, rows, columns, place, in: changed) }
    } else {
      cells = batch.flatMap { mask(of: $0, rows, columns) }
    }
    return Tensor([batch.count, rows, columns], cells)
  }

  private mutating func mask(of image: Int, _ rows: Int, _ columns: Int) -> [Float] {
    if kind == .inside, (rows, columns) == (images.mapRows, images.mapColumns) { return images.outside[image] }
    let source = sources([image])[0]
    guard rows * columns <= Self.mostKeptCells else { return make(image, rows, columns, source, in: images.training) }
    let all = kept[rows * columns] ?? [[Float]](repeating: [], count: images.training.count)
    if !all[image].isEmpty { return all[image] }
    let mask = make(image, rows, columns, source, in: images.training)
    kept[rows * columns, default: all][image] = mask
    return mask
  }

  /// - Parameters:
  ///   - image: the training image that the mask is for.
  ///   - source: the image of `dataset` whose mask it gets.
  private func make(_ image: Int, _ rows: Int, _ columns: Int, _ source: Int, in dataset: ImageDataset) -> [Float] {
    func outside(movedBy offset: (rows: Int, columns: Int) = (0, 0)) -> [Float] {
      dataset.coverage(of: .inside, image: source, rows: rows, columns: columns, movedBy: offset).map { 1 - $0 }
    }
    switch kind {
    case .inside, .shuffled: return outside()
    case .whole: return [Float](repeating: 0, count: rows * columns)
    case .shifted: return outside(movedBy: (dataset.format.height / 2, dataset.format.width / 2))
    case .random:
      var generator = RandomGenerator(seed: RandomGenerator.derive(seed, "\(rows) x \(columns)", "\(image)"))
      let cells = outside()
      return generator.shuffled(count: cells.count).map { cells[$0] }
    }
  }

  /// A random circle of all images: each gets the next one's mask, and none its own where there are two or more.
  private static func others(_ count: Int, seed: UInt64) -> [Int] {
    var generator = RandomGenerator(seed: seed)
    let circle = generator.shuffled(count: count)
    var others = [Int](repeating: 0, count: count)
    for (place, image) in circle.enumerated() { others[image] = circle[(place + 1) % count] }
    return others
  }
}

import Autodiff
import CardiacMRI
import Kernels

/// For each training image, how much of each place a heatmap loss must not be looking at: outside the heart, or outside of what a
/// control puts in its place.
package struct OutsideMasks {
  private let kind: MaskKind
  private let images: TrialImages
  private let seed: UInt64
  /// For `shuffled`: whose heart each image gets.
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

  /// batch x rows x columns, each between 0 and 1.
  package mutating func tensor(_ batch: some Collection<Int>, rows: Int, columns: Int) -> Tensor {
    Tensor([batch.count, rows, columns], batch.flatMap { self.mask(of: $0, rows, columns) })
  }

  private mutating func mask(of image: Int, _ rows: Int, _ columns: Int) -> [Float] {
    if kind == .heart, (rows, columns) == (images.mapRows, images.mapColumns) { return images.outside[image] }
    guard rows * columns <= Self.mostKeptCells else { return make(image, rows, columns) }
    let all = kept[rows * columns] ?? [[Float]](repeating: [], count: images.training.count)
    if !all[image].isEmpty { return all[image] }
    let mask = make(image, rows, columns)
    kept[rows * columns, default: all][image] = mask
    return mask
  }

  private func make(_ image: Int, _ rows: Int, _ columns: Int) -> [Float] {
    func outside(_ image: Int, movedBy offset: (rows: Int, columns: Int) = (0, 0)) -> [Float] {
      images.training.coverage(of: .heart, image: image, rows: rows, columns: columns, movedBy: offset).map { 1 - $0 }
    }
    switch kind {
    case .heart: return outside(image)
    case .whole: return [Float](repeating: 0, count: rows * columns)
    case .shuffled: return outside(others[image])
    case .shifted: return outside(image, movedBy: (ImageDataset.height / 2, ImageDataset.width / 2))
    case .random:
      var generator = RandomGenerator(seed: RandomGenerator.derive(seed, "\(rows) x \(columns)", "\(image)"))
      let cells = outside(image)
      return generator.shuffled(count: cells.count).map { cells[$0] }
    }
  }

  /// A random circle of all images: each gets the next one's heart, and none its own where there are two or more.
  private static func others(_ count: Int, seed: UInt64) -> [Int] {
    var generator = RandomGenerator(seed: seed)
    let circle = generator.shuffled(count: count)
    var others = [Int](repeating: 0, count: count)
    for (place, image) in circle.enumerated() { others[image] = circle[(place + 1) % count] }
    return others
  }
}

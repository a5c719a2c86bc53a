import Kernels

/// The order of the images of a part.
package enum ImageOrder {
  /// Classes take turns as long as they last, so that the first images of a part are of all classes.
  /// - Parameter byClass: for each class, its images in a random order.
  package static func takingTurns(_ byClass: [[Int]]) -> [Int] {
    let longest = byClass.map(\.count).max() ?? 0
    return (0..<longest).flatMap { turn in byClass.compactMap { turn < $0.count ? $0[turn] : nil } }
  }

  /// Images of classes in an order that depends on the seed, the part and the class alone.
  package static func shuffled(_ byClass: [[Int]], part: DatasetPart, seed: UInt64) -> [[Int]] {
    byClass.enumerated().map { kind, images in
      var random = RandomGenerator(seed: RandomGenerator.derive(seed, "order", part.rawValue, "\(kind)"))
      return random.shuffled(count: images.count).map { images[$0] }
    }
  }
}

extension ClassBalance {
  /// For each class, its images after balancing. The first ones stay where images are left out, and are repeated where some are added.
  package func apply(_ byClass: [[Int]]) -> [[Int]] {
    let counts = byClass.map(\.count)
    switch self {
    case .none: return byClass
    case .undersample:
      let least = counts.min() ?? 0
      return byClass.map { Array($0.prefix(least)) }
    case .oversample:
      let most = counts.max() ?? 0
      return byClass.map { images in images.isEmpty ? [] : (0..<most).map { images[$0 % images.count] } }
    }
  }
}

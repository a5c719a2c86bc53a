import Kernels

/// What a diagnosis does to a heart of size 1: its chambers' proportions, and how much fat its muscle holds.
struct Phenotype {
  var right = Ventricle.normalRight
  var left = Ventricle.normalLeft
  /// How far the brightest muscle around the right cavity is from plain muscle (0) to plain fat (1); `nil`: no fat in it.
  var rightFatLevel: Double?
  /// The same for the muscle around the left cavity.
  var leftFatLevel: Double?

  /// One of the forms that the diagnosis takes, drawn with its frequency.
  init(of diagnosis: Diagnosis, using generator: inout RandomGenerator) {
    switch diagnosis {
    case .nor:
      break
    case .dcm:
      right = right.scaled(radius: 1.2, wall: 0.9)
      left = left.scaled(radius: 1.8, wall: 0.8)
    case .hcm:
      right = right.scaled(radius: generator.uniform() < 0.16 ? 1.2 : 1)
      left = left.scaled(radius: 0.4, wall: 2.2)
    case .arv:
      right = right.scaled(radius: 1.5)
      let isFatty = generator.uniform() < 0.5
      if isFatty {
        rightFatLevel = generator.uniform(in: 0.7..<0.9)
      } else {
        left = left.scaled(radius: generator.uniform() < 0.1 ? 1.2 : 1, wall: 0.9)
        rightFatLevel = generator.uniform(in: 0.3..<0.8)
      }
      if generator.uniform() < 0.1 {
        leftFatLevel = generator.uniform(in: 0..<0.4)
      }
    }
  }
}

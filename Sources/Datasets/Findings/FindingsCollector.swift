/// Gathers what is found while images are read.
struct FindingsCollector {
  /// Images, or volumes, of classes that are not asked for.
  var leftOut = 0
  private(set) var lowest = Float.infinity
  private(set) var highest = -Float.infinity
  /// Stacks of which all pixels have one intensity.
  private(set) var uniform = 0
  /// Volumes of which no slice is an image.
  private(set) var volumesWithoutSlices = 0
  /// Volumes without mask, of which the settings ask for slices with one.
  private(set) var volumesWithoutMask = 0
  private(set) var hasVolumes = false
  private(set) var sizes: [Size: Int] = [:]

  struct Size: Hashable {
    var size: PixelSize
    var channels: Int
  }

  /// - Parameter slices: how many images came of the stack.
  mutating func add(_ stack: PixelStack, slices: Int, settings: DatasetSettings) {
    let size = Size(size: PixelSize(rows: stack.height, columns: stack.width), channels: stack.channels)
    if slices > 0 { sizes[size, default: 0] += slices }
    let bounds = IntensityScale.bounds(stack)
    (lowest, highest) = (min(lowest, bounds.lowest), max(highest, bounds.highest))
    if bounds.lowest == bounds.highest { uniform += 1 }
    guard stack.spacing != nil else { return }
    hasVolumes = true
    if slices == 0 { volumesWithoutSlices += 1 }
    if stack.masks == nil, settings.slices == .masked { volumesWithoutMask += 1 }
  }

  /// The most frequent first, of equally frequent ones the smaller.
  var sourceSizes: [DatasetFindings.SourceSize] {
    sizes.map { .init(rows: $0.size.rows, columns: $0.size.columns, channels: $0.channels, images: $1) }
      .sorted { (-$0.images, $0.rows, $0.columns, $0.channels) < (-$1.images, $1.rows, $1.columns, $1.channels) }
  }
}

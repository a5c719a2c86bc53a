import Images

/// An image as a dataset takes it, but for the number of bits and channels, which all images of a dataset have in common.
struct PreparedImage {
  var size: PixelSize
  var channels: Int
  /// size.rows x size.columns x channels.
  var intensities: Intensities
  /// size.rows x size.columns, in codes of regions, else 0; nil without a mask or with nothing inside.
  var labels: [UInt8]?
  /// There is a mask, and nothing of what is inside is in the image.
  var isMaskEmpty: Bool
  /// The share of the image that is inside, 0 to 1.
  var insideShare: Double
}

/// Turns pixels as they were read into images of a dataset: scales, resamples, crops, resizes.
struct ImagePreparation {
  private let settings: DatasetSettings
  private let stack: PixelStack
  /// The region of each code.
  private let regions: [Region?]
  private let isInside: [Bool]
  /// Rows and columns as they were read, and when a pixel measures what the settings ask for.
  private let original: PixelSize
  private let spaced: PixelSize
  /// The masks of all slices in `spaced`.
  private let masks: [[UInt8]]?
  private let window: CropWindow
  private let makesGray: Bool
  /// Nil where intensities are kept as they are.
  private let scale: IntensityScale?
  /// Rows and columns of the images that come out.
  private let size: PixelSize

  /// What all slices of a stack have in common.
  /// - Parameter place: names the stack in errors.
  /// - Throws: `DatasetError` for a spacing that cannot be.
  init(_ settings: DatasetSettings, _ stack: PixelStack, place: String) throws {
    self.settings = settings
    self.stack = stack
    let regions = settings.codes.regions
    self.regions = regions
    isInside = regions.map { $0 == .inside }
    let original = PixelSize(rows: stack.height, columns: stack.width)
    let spaced = try Self.spacedSize(stack, settings.spacing, place)
    self.original = original
    self.spaced = spaced
    masks = stack.masks.map { $0.map { NearestResize.resize($0, from: original, to: spaced) } }
    window = Self.window(settings.crop, masks, isInside: isInside, in: spaced)
    size = settings.size ?? window.size
    makesGray = settings.color == .gray && stack.channels == 3
    let isFull = (settings.intensities ?? .full) == .full && stack.kind == .bytes
    let isExact = isFull && spaced == original && size == window.size && !makesGray
    scale = isExact ? nil : IntensityScale(settings.intensities, stack)
  }

  /// The slices of the stack that the settings ask for, in order.
  var slices: [Int] {
    guard stack.spacing != nil else { return [0] }
    let middle = stack.planes.count / 2
    switch settings.slices {
    case .all: return Array(stack.planes.indices)
    case .middle: return [middle]
    case .masked:
      guard let masks = stack.masks else { return [middle] }
      return masks.indices.filter { masks[$0].contains { isInside[Int($0)] } }
    }
  }

  /// A slice as an image.
  func image(of slice: Int) -> PreparedImage {
    var values = stack.planes[slice]
    var channels = stack.channels
    if let scale { values = values.map(scale.apply) }
    if makesGray { (values, channels) = (Self.luma(values), 1) }
    values = TriangleResize.resize(values, from: original, channels: channels, to: spaced)
    values = window.cut(values, from: spaced, channels: channels)
    values = TriangleResize.resize(values, from: window.size, channels: channels, to: size)
    let labels = masks.map { masks in
      NearestResize.resize(window.cut(masks[slice], from: spaced), from: window.size, to: size)
        .map { regions[Int($0)] == nil ? 0 : $0 }
    }
    let inside = labels?.count { isInside[Int($0)] } ?? 0
    return PreparedImage(
      size: size, channels: channels,
      // The bounds hold but for rounding; and a file that somebody changes while it is read must not be able to end the program.
      intensities: scale == nil
        ? .bytes(values.map { UInt8(min(max($0, 0), 255)) })
        : .words(values.map { UInt16((min(max($0, 0), 1) * 65_535).rounded()) }),
      labels: inside > 0 ? labels : nil, isMaskEmpty: labels != nil && inside == 0,
      insideShare: Double(inside) / Double(size.rows * size.columns))
  }

  /// The size in which a pixel measures what the settings ask for.
  private static func spacedSize(_ stack: PixelStack, _ wanted: Double?, _ place: String) throws -> PixelSize {
    guard let wanted, let spacing = stack.spacing else {
      return PixelSize(rows: stack.height, columns: stack.width)
    }
    func side(_ count: Int, _ spacing: Double) throws -> Int {
      let side = (Double(count) * spacing / wanted).rounded()
      guard spacing > 0, side >= 1, side <= Double(PixelSize.largestSource) else {
        throw DatasetError(
          place, expected: "pixels of a size that makes 1 to \(PixelSize.largestSource) of \(wanted) mm",
          found: "\(count) of \(spacing) mm")
      }
      return Int(side)
    }
    return PixelSize(rows: try side(stack.height, spacing.rows), columns: try side(stack.width, spacing.columns))
  }

  /// What is cut out of all slices of a stack.
  private static func window(_ crop: Crop?, _ masks: [[UInt8]]?, isInside: [Bool], in size: PixelSize) -> CropWindow {
    var middle = (rows: 0..<size.rows, columns: 0..<size.columns)
    if crop?.center == .mask, let masks,
      let box = CropWindow.box(around: masks, isInside: isInside, width: size.columns)
    {
      middle = box
    }
    return CropWindow(size: crop?.size ?? size, rows: middle.rows, columns: middle.columns)
  }

  /// ITU-R BT.601's luma of red, green and blue.
  private static func luma(_ values: [Float]) -> [Float] {
    let weights = [0.299, 0.587, 0.114]
    return stride(from: 0, to: values.count, by: 3).map { start in
      var luma = 0.0
      for (offset, weight) in weights.enumerated() { luma += weight * Double(values[start + offset]) }
      return Float(luma)
    }
  }
}

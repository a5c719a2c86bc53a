/// Reads and checks the fields of a NIfTI-1 header one by one.
struct NIfTIFields {
  let bytes: FileBytes
  let isBigEndian: Bool

  private func int16(_ start: Int) throws(ImageFileError) -> Int {
    Int(try bytes.integer(Int16.self, at: start, isBigEndian: isBigEndian))
  }

  private func float(_ start: Int) throws(ImageFileError) -> Double {
    Double(Float(bitPattern: try bytes.integer(UInt32.self, at: start, isBigEndian: isBigEndian)))
  }

  /// `dim`: the number of dimensions, then the extent of each.
  func extents() throws(ImageFileError) -> [Int] {
    let count = try int16(40)
    guard (2...7).contains(count) else { throw bytes.failure("expected 2 to 4 dimensions (dim[0]), found \(count)") }
    var extents: [Int] = []
    for index in 1...count { extents.append(try int16(40 + 2 * index)) }
    guard extents.allSatisfy({ $0 >= 1 }) else {
      throw bytes.failure("expected at least one voxel along each dimension (dim), found \(extents)")
    }
    guard extents.dropFirst(4).allSatisfy({ $0 == 1 }) else {
      throw bytes.failure("expected at most 4 dimensions with more than one voxel (dim), found \(extents)")
    }
    // Four numbers of 15 bits: their product fits in 60.
    guard extents.reduce(1, *) <= Limits.elements else {
      throw bytes.failure("expected at most \(Limits.elements) voxels (dim), found \(extents)")
    }
    return Array((extents + [1, 1]).prefix(4))
  }

  /// `pixdim`: distances of voxels, in millimetres. The sign of some tells of the orientation in older files. A dimension of one
  /// voxel needs none and is 1 where the file does not say; those beyond dim[0] say nothing.
  func spacing(_ extents: [Int]) throws(ImageFileError) -> (x: Double, y: Double, z: Double) {
    let units = try bytes.integer(UInt8.self, at: 123) & 7
    // Metres and micrometres; millimetres, and files that do not say.
    let scale = units == 1 ? 1000.0 : units == 3 ? 0.001 : 1
    let count = try int16(40)
    var spacing = [Double](repeating: 1, count: 3)
    for index in 0..<min(count, 3) {
      let distance = abs(try float(80 + 4 * index))
      let isKnown = distance.isFinite && distance > 0
      guard isKnown || extents[index] == 1 else {
        throw bytes.failure("expected a distance of voxels (pixdim[\(index + 1)]), found \(distance)")
      }
      if isKnown { spacing[index] = distance * scale }
    }
    return (spacing[0], spacing[1], spacing[2])
  }

  /// `datatype`.
  func kind() throws(ImageFileError) -> NumberFormat.Kind {
    let kinds: [Int: NumberFormat.Kind] = [
      2: .uint8, 4: .int16, 8: .int32, 16: .float32, 64: .float64, 256: .int8, 512: .uint16, 768: .uint32,
      1024: .int64, 1280: .uint64,
    ]
    let type = try int16(70)
    guard let kind = kinds[type] else {
      throw bytes.failure("expected whole numbers of 8 to 64 bits or floats of 32 or 64 (datatype), found \(type)")
    }
    return kind
  }

  /// `vox_offset`. A float: beyond 2^24 it does not hold every whole number.
  func offset() throws(ImageFileError) -> Int {
    let offset = try float(108)
    guard offset >= Double(NIfTIHeader.smallestOffset), offset <= 0x1p24, offset == offset.rounded() else {
      throw bytes.failure("expected voxels from byte \(NIfTIHeader.smallestOffset) on (vox_offset), found \(offset)")
    }
    return Int(offset)
  }

  /// `scl_slope` and `scl_inter`. A slope of zero says that there is no scaling, and so do NaN and infinity, as in nibabel.
  func scaling() throws(ImageFileError) -> (slope: Double, intercept: Double) {
    let (slope, intercept) = (try float(112), try float(116))
    guard slope != 0, slope.isFinite else { return (1, 0) }
    guard intercept.isFinite else { throw bytes.failure("expected a number (scl_inter), found \(intercept)") }
    return (slope, intercept)
  }
}

import Foundation

/// A little-endian NIfTI-1 file of whole numbers of 16 bits, 0, 1, 2, ..., with chosen fields.
struct BuiltNIfTI {
  var dimensions: [Int16] = [3, 4, 3, 2, 1, 1, 1, 1]
  var type: Int16 = 4
  var spacing: [Float] = [1, 1.5, 1.25, 8, 1, 1, 1, 1]
  var offset: Float = 352
  var slope: Float = 0
  var intercept: Float = 0
  var units: UInt8 = 2
  var magic = "n+1\0"
  var headerSize: Int32 = 348
  var voxels = 24

  func file() -> Data {
    var data = Data(count: 352)
    func set(_ start: Int, _ bytes: Data) { data.replaceSubrange(start..<start + bytes.count, with: bytes) }
    set(0, headerSize.littleEndianBytes)
    for (index, extent) in dimensions.enumerated() { set(40 + 2 * index, extent.littleEndianBytes) }
    set(70, type.littleEndianBytes)
    for (index, distance) in spacing.enumerated() { set(76 + 4 * index, distance.bitPattern.littleEndianBytes) }
    set(108, offset.bitPattern.littleEndianBytes)
    set(112, slope.bitPattern.littleEndianBytes)
    set(116, intercept.bitPattern.littleEndianBytes)
    data[123] = units
    set(344, Data(magic.utf8))
    for number in 0..<voxels { data += Int16(number).littleEndianBytes }
    return data
  }
}

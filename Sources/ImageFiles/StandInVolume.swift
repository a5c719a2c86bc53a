import Foundation

public struct Volume: Sendable {
  public let width, height, slices, frames: Int
  public let spacing: (x: Double, y: Double, z: Double)
  let values: [Float]
  public init(contentsOf url: URL) throws {
    var bytes = try Bytes.read(url)
    if url.pathExtension == "gz" {
      bytes = Bytes(data: try inflated(bytes.data, windowBits: 31, limit: 1 << 30, file: url.path), file: url.path)
    }
    func bad(_ r: String) -> ImageFileError { ImageFileError(file: url.path, reason: r) }
    guard try bytes.number(0, 4) == 348 else { throw bad("expected a NIfTI-1 file, found other bytes") }
    let b = bytes
    func float(_ at: Int) throws -> Float { Float(bitPattern: UInt32(truncatingIfNeeded: try b.number(at, 4))) }
    let rank = try bytes.number(40, 2)
    let dims = try (1...4).map { $0 <= rank ? try b.number(40 + 2 * $0, 2) : 1 }
    (width, height, slices, frames) = (dims[0], dims[1], dims[2], dims[3])
    spacing = (Double(try float(80)), Double(try float(84)), Double(try float(88)))
    let type = try bytes.number(70, 2)
    let offset = Int(try float(108))
    let (slope, inter) = (try float(112), try float(116))
    let count = dims.reduce(1, *)
    let size = [2: 1, 4: 2, 8: 4, 16: 4, 64: 8, 256: 1, 512: 2][type] ?? 0
    guard size > 0, bytes.data.count >= offset + count * size else {
      throw bad("expected more bytes, found the end of the file")
    }
    values = try (0..<count).map { i in
      let at = offset + i * size
      let n = try b.number(at, size)
      let v: Double =
        switch type {
        case 4: Double(Int16(truncatingIfNeeded: n))
        case 8: Double(Int32(truncatingIfNeeded: n))
        case 16: Double(Float(bitPattern: UInt32(truncatingIfNeeded: n)))
        case 64: Double(bitPattern: UInt64(bitPattern: Int64(n)))
        case 256: Double(Int8(truncatingIfNeeded: n))
        default: Double(n)
        }
      return slope == 0 || slope.isNaN ? Float(v) : Float(v * Double(slope) + Double(inter))
    }
  }
  public func slice(_ k: Int, frame: Int) -> [Float] {
    let count = width * height
    let start = (frame * slices + k) * count
    return Array(values[start..<start + count])
  }
}

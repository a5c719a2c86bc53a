import Foundation

public struct RasterImage: Sendable {
  public let height, width, channels: Int
  public let maximum: Int
  public let values: [UInt16]
}

public enum PNGReader {
  public static func read(_ url: URL) throws -> RasterImage {
    let raw = try Raw(Bytes.read(url))
    var values: [UInt16] = []
    let maximum = raw.depth == 16 ? 65535 : 255
    switch raw.color {
    case 0: values = raw.samples.map { raw.depth < 8 ? UInt16(Int($0) * 255 / ((1 << raw.depth) - 1)) : $0 }
    case 3: for s in raw.samples { values += raw.palette[Int(s)] }
    case 4: values = stride(from: 0, to: raw.samples.count, by: 2).map { raw.samples[$0] }
    case 2: values = raw.samples
    default: for i in stride(from: 0, to: raw.samples.count, by: 4) { values += raw.samples[i..<i + 3] }
    }
    return RasterImage(
      height: raw.height, width: raw.width, channels: [0, 4].contains(raw.color) ? 1 : 3, maximum: maximum,
      values: values)
  }
  public static func readLabels(_ url: URL) throws -> (height: Int, width: Int, labels: [UInt16]) {
    let raw = try Raw(Bytes.read(url))
    guard raw.color == 0 || raw.color == 3 else {
      throw ImageFileError(file: url.path, reason: "expected a gray or palette PNG of labels, found colours")
    }
    return (raw.height, raw.width, raw.samples)
  }

  struct Raw {
    var width = 0, height = 0, depth = 0, color = 0
    var palette: [[UInt16]] = []
    var samples: [UInt16] = []
    init(_ bytes: Bytes) throws {
      func bad(_ r: String) -> ImageFileError { ImageFileError(file: bytes.file, reason: r) }
      guard bytes.data.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
        throw bad("expected a PNG file, found other bytes")
      }
      var at = 8
      var packed: [UInt8] = []
      while true {
        let length = try bytes.number(at, 4, big: true)
        let type = String(decoding: try bytes.need(at + 4..<at + 8), as: UTF8.self)
        let body = Array(try bytes.need(at + 8..<at + 8 + length))
        if type == "IHDR" {
          width = try bytes.number(at + 8, 4, big: true)
          height = try bytes.number(at + 12, 4, big: true)
          depth = Int(body[8])
          color = Int(body[9])
        } else if type == "PLTE" {
          palette = stride(from: 0, to: body.count, by: 3).map {
            [UInt16(body[$0]), UInt16(body[$0 + 1]), UInt16(body[$0 + 2])]
          }
        } else if type == "IDAT" {
          packed += body
        } else if type == "IEND" {
          break
        }
        at += 12 + length
      }
      let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][color] ?? 1
      let rowBytes = (width * channels * depth + 7) / 8
      let pixel = max(1, channels * depth / 8)
      let data = try inflated(packed, windowBits: 15, limit: height * (rowBytes + 1), file: bytes.file)
      guard data.count == height * (rowBytes + 1) else { throw bad("expected all rows, found fewer") }
      var previous = [UInt8](repeating: 0, count: rowBytes)
      for y in 0..<height {
        let filter = data[y * (rowBytes + 1)]
        var row = Array(data[y * (rowBytes + 1) + 1..<(y + 1) * (rowBytes + 1)])
        for x in 0..<rowBytes {
          let a = x >= pixel ? Int(row[x - pixel]) : 0
          let b = Int(previous[x])
          let c = x >= pixel ? Int(previous[x - pixel]) : 0
          let p = a + b - c
          let paeth = abs(p - a) <= abs(p - b) && abs(p - a) <= abs(p - c) ? a : abs(p - b) <= abs(p - c) ? b : c
          row[x] = row[x] &+ UInt8([0, a, b, (a + b) / 2, paeth][Int(filter)])
        }
        for i in 0..<width * channels {
          if depth == 16 {
            samples.append(UInt16(row[2 * i]) << 8 | UInt16(row[2 * i + 1]))
          } else if depth == 8 {
            samples.append(UInt16(row[i]))
          } else {
            let bit = i * depth
            samples.append(UInt16(row[bit / 8] >> UInt8(8 - depth - bit % 8)) & UInt16((1 << depth) - 1))
          }
        }
        previous = row
      }
    }
  }
}

import Foundation
import ImageFiles
import Testing

@Suite struct PNGTests {
  struct Case: Decodable {
    var file: String
    var height, width, channels, maximum: Int
    var values: [UInt16]
    var labels: [UInt16]?
  }

  @Test func equalsPillow() throws {
    let cases: [Case] = try Golden.cases("png")
    #expect(cases.count == 23)
    for golden in cases {
      let image = try PNGReader.read(Golden.url(golden.file))
      #expect(image.height == golden.height && image.width == golden.width, "\(golden.file)")
      #expect(image.channels == golden.channels && image.maximum == golden.maximum, "\(golden.file)")
      #expect(image.values == golden.values, "\(golden.file)")
      #expect(try PNGReader.read(Golden.data(golden.file), file: "x").values == golden.values, "\(golden.file)")
    }
  }

  @Test func labelsAreIndicesOrStoredGray() throws {
    let cases: [Case] = try Golden.cases("png")
    for golden in cases {
      let url = try Golden.url(golden.file)
      if let labels = golden.labels {
        let mask = try PNGReader.readLabels(url)
        #expect(mask.height == golden.height && mask.width == golden.width, "\(golden.file)")
        #expect(mask.labels == labels, "\(golden.file)")
      } else {
        expectError("expected a gray picture or one with a palette", file: url.path) {
          _ = try PNGReader.readLabels(url)
        }
      }
    }
  }

  @Test func readsWhatTheBuilderBuilds() throws {
    let image = try PNGReader.read(BuiltPNG().file(), file: "file")
    #expect(image.values == [1, 2, 3, 4, 5, 6])
    #expect((image.height, image.width, image.channels, image.maximum) == (2, 3, 1, 255))
  }

  @Test func refusesIndicesBeyondThePalette() throws {
    var png = BuiltPNG(color: 3)
    png.before = [("PLTE", Data(repeating: 9, count: 3 * 6))]
    let file = try png.file()
    expectError("expected indices of a palette of 6 colours, found larger ones") {
      _ = try PNGReader.readLabels(file, file: "file")
    }
    png.before = [("PLTE", Data(repeating: 9, count: 3 * 7))]
    #expect(try PNGReader.readLabels(png.file(), file: "file").labels == [1, 2, 3, 4, 5, 6])
    // Transparency is passed over, and so is what is wrong with it.
    png.before.append(("tRNS", Data(count: 300)))
    #expect(try PNGReader.readLabels(png.file(), file: "file").labels == [1, 2, 3, 4, 5, 6])
    png.before = []
    let bare = try png.file()
    expectError("the PNG file is damaged: ") { _ = try PNGReader.read(bare, file: "file") }
  }

  @Test func refusesDamage() throws {
    let good = try BuiltPNG().file()
    func refused(_ reason: String, _ change: (inout BuiltPNG) -> Void) throws {
      var png = BuiltPNG()
      change(&png)
      let file = try png.file()
      expectError(reason) { _ = try PNGReader.read(file, file: "file") }
    }
    expectError("expected a PNG file, found other contents") { _ = try PNGReader.read(Data(), file: "file") }
    expectError("expected a PNG file, found other contents") {
      _ = try PNGReader.read(Data([0xFF, 0xD8, 0xFF]), file: "file")
    }
    try refused("damaged") { $0.width = 0 }
    try refused("damaged") { $0.height = 0 }
    try refused("damaged") { $0.height = .max }
    try refused("damaged") { $0.depth = 3 }
    try refused("damaged") { $0.color = 1 }
    try refused("damaged") { $0.rows.removeLast() }
    try refused("damaged") { $0.rows.append(contentsOf: [0, 7, 8, 9]) }
    try refused("damaged") { $0.rows[0] = 5 }
    try refused("damaged") { $0.before = [("IHDR", Data(count: 13))] }
    try refused("damaged") { $0.before = [("ABCD", Data(count: 4))] }
    var flipped = good
    flipped[flipped.count - 16] ^= 1
    expectError("damaged") { _ = try PNGReader.read(flipped, file: "file") }
  }

  @Test func checksumsOfSkippedChunksCount() throws {
    let file = try Golden.data("I16-profile-text.png")
    let profile = try #require(file.firstRange(of: Data("iCCP".utf8)))
    var flipped = file
    flipped[profile.upperBound + 20] ^= 1
    expectError("CRC") { _ = try PNGReader.read(flipped, file: "file") }
  }

  @Test func refusesSizesThatTheFileCannotHold() throws {
    let size = try BuiltPNG().file().count
    for (width, height) in [(16384, 16384), (100_000, 2)] as [(UInt32, UInt32)] {
      let file = try BuiltPNG(width: width, height: height).file()
      #expect(file.count == size)
      expectError("claims \(height) x \(width) pixels, more than its \(size) bytes can hold") {
        _ = try PNGReader.read(file, file: "file")
      }
    }
    for (width, height) in [(65536, 65536), (16385, 16384), (0x7FFF_FFFF, 0x7FFF_FFFF)] as [(UInt32, UInt32)] {
      let file = try BuiltPNG(width: width, height: height).file()
      expectError("expected at most 268435456 samples, found \(height) x \(width) x 1") {
        _ = try PNGReader.read(file, file: "file")
      }
    }
    // A palette's pixel becomes three values.
    let palette = try BuiltPNG(width: 16384, height: 16384, color: 3, before: [("PLTE", Data(count: 6))]).file()
    expectError("expected at most 268435456 samples, found 16384 x 16384 x 3") {
      _ = try PNGReader.read(palette, file: "file")
    }
  }
}

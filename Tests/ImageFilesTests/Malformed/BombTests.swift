import Foundation
import ImageFiles
import Testing

/// Small files that claim to be large, or are once they are decompressed.
@Suite struct BombTests {
  private let array = NumPyWriter.npy(shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])

  @Test func archivesThatClaimGigabytes() throws {
    for (size, reason) in [(2_000_000_000, "claims to hold 2000000000 bytes"), (4_000_000_000, "expected at most")] {
      var zip = BuiltZip(contents: array + Data(count: 10_000_000))
      zip.size = UInt32(size)
      let file = try zip.file()
      #expect(file.count < 20_000)
      let archive = try NumPyArchive(data: file, file: "file")
      expectError(reason, file: "file: a") { _ = try archive.array("a") }
    }
    var wide = BuiltZip(contents: array)
    wide.size = .max
    wide.extra = Data([1, 0, 8, 0]) + UInt64(1 << 50).littleEndianBytes
    let archive = try NumPyArchive(data: wide.file(), file: "file")
    expectError("expected at most 2147483648 bytes of compressed contents", file: "file: a") {
      _ = try archive.array("a")
    }
  }

  @Test func archivesThatHoldMoreThanTheySay() throws {
    var zip = BuiltZip(contents: array + Data(count: 10_000_000))
    zip.size = UInt32(array.count)
    let file = try zip.file()
    let archive = try NumPyArchive(data: file, file: "file")
    expectError("found more bytes than its header says", file: "file: a") { _ = try archive.array("a") }
    zip.size = nil
    let honest = try NumPyArchive(data: zip.file(), file: "file")
    expectError("expected 24 bytes for the shape (2, 3), found 10000024", file: "file: a") {
      _ = try honest.array("a")
    }
  }

  @Test func arraysThatClaimGigabytes() throws {
    let claim = builtNPY(type: "<f8", shape: "(1000000, 1000, 1000)", body: 1000)
    expectError("expected 8000000000000 bytes") { _ = try NumPyArray(data: claim, file: "file") }
    let archive = try NumPyArchive(data: BuiltZip(contents: claim).file(), file: "file")
    expectError("expected 8000000000000 bytes", file: "file: a") { _ = try archive.array("a") }
  }

  @Test func volumesThatClaimGigabytes() throws {
    let claim = BuiltNIfTI(dimensions: [3, 16384, 16384, 1, 1, 1, 1, 1], type: 64)
    let file = claim.file()
    expectError("expected 2147484000 bytes, found 400") { _ = try Volume(data: file, file: "file") }
    let zipped = try compressed(file, window: 31)
    expectError("claims to hold 2147483648 bytes") { _ = try Volume(data: zipped, file: "file") }
    let more = try compressed(BuiltNIfTI().file() + Data(count: 10_000_000), window: 31)
    #expect(more.count < 12_000)
    expectError("found more bytes than its header says") { _ = try Volume(data: more, file: "file") }
    let late = try compressed(BuiltNIfTI(offset: 0x1p24).file(), window: 31)
    expectError("found fewer") { _ = try Volume(data: late, file: "file") }
  }

  @Test func picturesThatHoldMoreThanTheySay() throws {
    var png = BuiltPNG()
    png.rows += Data(count: 10_000_000)
    let file = try png.file()
    #expect(file.count < 12_000)
    expectError("damaged") { _ = try PNGReader.read(file, file: "file") }
    var text = BuiltPNG()
    let bomb = try compressed(Data(count: 10_000_000), window: 15)
    text.before = [("zTXt", Data("Comment\0\0".utf8) + bomb), ("iCCP", Data("x\0\0".utf8) + bomb)]
    // What the samples do not need is not decompressed.
    #expect(try PNGReader.read(text.file(), file: "file").values == [1, 2, 3, 4, 5, 6])
  }

  @Test func damagedGzip() throws {
    let whole = try compressed(BuiltNIfTI().file(), window: 31)
    // The size, the checksum, the method.
    for place in [whole.count - 1, whole.count - 5, 2] {
      var file = whole
      file[place] ^= 0x55
      expectError("the compressed data are damaged") { _ = try Volume(data: file, file: "file") }
    }
    expectError("3 bytes after the compressed ones") { _ = try Volume(data: whole + Data([1, 2, 3]), file: "file") }
    #expect(try Volume(data: whole + Data(count: 100), file: "file").slices == 2)
    // Data begin like another member, and end there.
    expectError("end too early") { _ = try Volume(data: whole + Data([0x1F, 0x8B]), file: "file") }
  }
}

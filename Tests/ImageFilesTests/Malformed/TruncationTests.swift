import Foundation
import ImageFiles
import Testing

@Suite struct TruncationTests {
  @Test(arguments: Format.allCases) func everyPrefixThrows(_ format: Format) throws {
    let whole = try format.contents()
    #expect(try format.read(whole) > 0)
    for count in 0..<whole.count {
      // Errors of an archive's arrays name the array too.
      let error = #expect(throws: ImageFileError.self, "\(format), \(count) of \(whole.count) bytes") {
        try format.read(whole.prefix(count))
      }
      #expect(error?.file.hasPrefix("file") ?? false)
    }
  }

  @Test(arguments: Format.allCases) func slicesOfDataAreReadAsWell(_ format: Format) throws {
    let whole = try format.contents()
    let slice = (Data([1, 2, 3]) + whole + Data([4])).dropFirst(3).dropLast()
    #expect(try format.read(slice) == format.read(whole))
  }

  @Test(arguments: [
    "stored.npz", "deflated.npz", "members.nii.gz", "big-f8.nii", "P2.png", "RGBA16.png", "version3.npy",
  ])
  func manyPrefixesOfOtherFilesThrow(_ name: String) throws {
    let whole = try Golden.data(name)
    let format: Format =
      name.hasSuffix("npz") ? .npzStored : name.contains(".nii") ? .nii : name.hasSuffix("png") ? .png : .npy
    // Zeros behind a member of gzip are not of the file: it is complete without them.
    let end = name == "members.nii.gz" ? whole.count - 32 : whole.count
    for count in stride(from: 0, to: end, by: max(1, end / 499)) {
      #expect(throws: ImageFileError.self, "\(name), \(count) of \(whole.count) bytes") {
        try format.read(whole.prefix(count))
      }
    }
  }
}

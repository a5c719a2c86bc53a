import Datasets
import Foundation
import ImageFiles
import Testing

/// A folder of small images, and a table that is made for each test.
private struct TableFolder {
  let url: URL

  init(_ url: URL) throws {
    self.url = url
    for number in 0..<6 {
      let values = (0..<32 * 32).map { UInt8(($0 * 7 + number * 13) % 251) }
      try NumPyWriter.npy(shape: [32, 32], uint8: values).write(to: file("i\(number).npy"))
      try NumPyWriter.npy(shape: [32, 32], uint8: values.map { $0 > 125 ? 1 : 0 }).write(to: file("m\(number).npy"))
    }
  }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// The error of preparing this table, with the folder left out.
  func message(_ table: String, _ yaml: String = "") -> String? {
    let text = "table: images.csv\n\(yaml)"
    return DatasetsTests.message {
      try Data(table.utf8).write(to: file("images.csv"))
      _ = try settings(text, in: url).prepare(seed: 1)
    }?
    .replacingOccurrences(of: url.standardizedFileURL.path + "/", with: "")
  }
}

@Suite struct TableRefusalTests {
  private static let header = "image,label,mask\n"
  private static let good =
    header + (0..<6).map { "i\($0).npy,\($0 % 2 == 0 ? "a" : "b"),m\($0).npy" }.joined(separator: "\n") + "\n"

  private func inFolder(_ body: (TableFolder) throws -> Void) throws {
    try inTemporaryDirectory { try body(TableFolder($0)) }
  }

  /// The good table with other text in place of some.
  private func changed(_ text: String, to other: String) -> String {
    Self.good.replacingOccurrences(of: text, with: other)
  }

  @Test func aGoodTableIsNotRefused() throws {
    try inFolder { folder in
      #expect(folder.message(Self.good) == nil)
      #expect(folder.message(changed("i0.npy", to: "./i0.npy")) == nil)
    }
  }

  @Test func whatIsNoTable() throws {
    try inFolder { folder in
      let cases = [
        ("", "images.csv: expected a header row and data, found an empty file"),
        (Self.header, "images.csv: expected rows, found only the names of columns"),
        ("image,mask\na,b\n", "images.csv: expected a column `label`, found `image`, `mask`"),
        ("picture,label\na,b\n", "images.csv: expected a column `image`, found `picture`, `label`"),
        (Self.header + "a,b\n", "images.csv line 2: expected 3 cells, found 2"),
        (
          Self.header + "\"i0.npy,a,\n",
          "images.csv line 2: expected a closing quotation mark for the cell that opens here, found the end of the file"
        ),
      ]
      for (table, expected) in cases { #expect(folder.message(table) == expected) }
      try Data([0x69, 0x0A, 0xFF]).write(to: folder.file("images.csv"))
      #expect(
        DatasetsTests.message { _ = try settings("table: images.csv", in: folder.url).prepare(seed: 1) }?
          .hasSuffix("images.csv line 2: expected text in UTF-8, found bytes that are not") == true)
    }
  }

  @Test func rowsThatSayNothing() throws {
    try inFolder { folder in
      let cases = [
        (changed("i1.npy", to: ""), "images.csv line 3: column `image`: expected a path, found nothing"),
        (
          changed("i1.npy,b", to: "i1.npy,"),
          "images.csv line 3: column `label`: expected a name of a class, 1 to 60 characters on one line, found nothing"
        ),
        (
          changed("i1.npy", to: "i1.jpg"),
          "images.csv line 3: column `image`: expected a file, found none that is called `i1.jpg` there"
        ),
        (changed("i1.npy", to: "i0.npy"), "images.csv line 3: expected each image once, found the one of line 2 again"),
        (
          changed("i1.npy", to: "./i0.npy"),
          "images.csv line 3: expected each image once, found the one of line 2 again"
        ),
        (
          changed("i1.npy", to: "images.csv"),
          "images.csv line 3: column `image`: expected a file .png, .npy, .nii or .nii.gz, found `images.csv`"
        ),
      ]
      for (table, expected) in cases { #expect(folder.message(table) == expected) }
    }
  }

  @Test func pathsThatLeaveTheFolder() throws {
    try inFolder { outer in
      let inner = outer.file("inner")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      let folder = try TableFolder(inner)
      try FileManager.default.createSymbolicLink(at: folder.file("out.npy"), withDestinationURL: outer.file("i1.npy"))
      try FileManager.default.createSymbolicLink(at: folder.file("up"), withDestinationURL: outer.url)
      try FileManager.default.createSymbolicLink(at: folder.file("in.npy"), withDestinationURL: folder.file("i1.npy"))
      try FileManager.default.createDirectory(at: folder.file("d.npy"), withIntermediateDirectories: true)
      func refusal(_ path: String) -> String? {
        let prefix = "images.csv line 3: column `image`: expected "
        let message = folder.message(changed("i1.npy", to: path))
        return message?.hasPrefix(prefix) == true ? message.map { String($0.dropFirst(prefix.count)) } : message
      }
      let below = "a path below the folder of the dataset, without `..`, found "
      #expect(refusal("../i1.npy") == below + "`../i1.npy`")
      #expect(refusal("x/../i1.npy") == below + "`x/../i1.npy`")
      #expect(refusal(outer.file("i1.npy").path)?.hasPrefix(below + "`/") == true)
      #expect(refusal("out.npy") == "a file in the folder of the dataset, found a link that leaves it, `out.npy`")
      #expect(refusal("up/i1.npy") == "a file in the folder of the dataset, found a link that leaves it, `up/i1.npy`")
      #expect(refusal("d.npy") == "a file, found something else that is called `d.npy`")
      #expect(refusal("in.npy") == nil)
      // The neighbour's name begins with the folder's.
      let neighbour = outer.file("inner-secret")
      try FileManager.default.createDirectory(at: neighbour, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: folder.file("i1.npy"), to: neighbour.appendingPathComponent("i1.npy"))
      try FileManager.default.createSymbolicLink(at: folder.file("near"), withDestinationURL: neighbour)
      #expect(
        refusal("near/i1.npy") == "a file in the folder of the dataset, found a link that leaves it, `near/i1.npy`")
    }
  }

  @Test func partsAndPatients() throws {
    try inFolder { folder in
      func table(_ parts: [String], patients: [String]? = nil) -> String {
        "image,label,mask,split,patient\n"
          + parts.enumerated().map {
            "i\($0).npy,\($0 % 2 == 0 ? "a" : "b"),m\($0).npy,\($1),\(patients?[$0] ?? "")"
          }.joined(separator: "\n")
      }
      let good = ["train", "training", "val", "Validation", "test", "TEST"]
      #expect(folder.message(table(good)) == nil)
      #expect(
        folder.message(table(good), "split: {training: 0.7, validation: 0.2, test: 0.1}")
          == "images.csv: expected no `split` in the study, since the files say the parts, found one")
      #expect(
        folder.message(table(["train", "train", "dev", "val", "test", "test"]))
          == "images.csv line 4: column `split`: expected training, validation or test, found `dev`")
      #expect(
        folder.message(table(["train", "train", "", "val", "test", "test"]))
          == "images.csv line 4: column `split`: expected training, validation or test, found nothing")
      #expect(
        folder.message(table(["train", "train", "train", "val", "test", "test"]))
          == "images.csv: expected images of every class in every part, found none of class `a` in validation")
      #expect(
        folder.message(table(good, patients: ["p", "q", "r", "s", "p", "t"]))
          == "images.csv: expected all images of patient `p` in one part, found some in training and some in test")
      #expect(
        folder.message(Self.good, "split: {training: 0.7, validation: 0.3}")
          == "images.csv: expected `split.test`, since the files do not say what is to test, found none")
    }
  }

  @Test func classes() throws {
    try inFolder { folder in
      #expect(
        folder.message(changed(",b,", to: ",a,")) == "images.csv: expected 2 to 100 classes, found 1, `a`")
      #expect(
        folder.message(Self.good, "classes: [a, c]")
          == "images.csv: expected images of class `c`, found none; there are `a`, `b`")
      #expect(
        folder.message(changed("i5.npy,b", to: "i5.npy,c"))
          == "images.csv: expected at least 3 patients of class `b`, one for each of training, validation, test, found 2"
      )
    }
  }

  @Test func pixelsAndMasks() throws {
    try inFolder { folder in
      func refusal(image: [Float]? = nil, mask: [Float]? = nil, _ shape: [Int] = [32, 32]) -> String? {
        let failure = DatasetsTests.message {
          if let image { try NumPyWriter.npy(shape: shape, floats: image).write(to: folder.file("x.npy")) }
          if let mask { try NumPyWriter.npy(shape: shape, floats: mask).write(to: folder.file("y.npy")) }
        }
        #expect(failure == nil)
        let table = image == nil ? changed("m1.npy", to: "y.npy") : changed("i1.npy", to: "x.npy")
        return folder.message(table)
      }
      var pixels = [Float](repeating: 3, count: 32 * 32)
      pixels[70] = .nan
      #expect(
        refusal(image: pixels)
          == "images.csv line 3: expected finite intensities, found nan in row 2, column 6, counted from 0")
      pixels[70] = -.infinity
      #expect(
        refusal(image: pixels)
          == "images.csv line 3: expected finite intensities, found -inf in row 2, column 6, counted from 0")
      for (code, word) in [(Float(0.5), "0.5"), (256, "256.0"), (-1, "-1.0"), (.nan, "nan")] {
        pixels[70] = code
        #expect(
          refusal(mask: pixels)
            == "images.csv line 3: mask `y.npy`: expected codes, whole numbers from 0 to 255, found \(word) in row 2, column 6, "
            + "counted from 0")
      }
      let small = [Float](repeating: 1, count: 31 * 32)
      #expect(
        refusal(mask: small, [31, 32])
          == "images.csv line 3: mask `y.npy`: expected a mask of the image's size, 32 x 32, found 31 x 32")
      #expect(
        refusal(mask: small, [31, 32, 1])
          == "images.csv line 3: mask `y.npy`: expected an array of codes, rows x columns, found the shape (31, 32, 1)")
      #expect(
        refusal(image: small, [992])
          == "images.csv line 3: expected an array of numbers, rows x columns or rows x columns x 1 or 3, in `x.npy`, found the "
          + "shape (992)")
      #expect(
        folder.message(
          changed("m1.npy", to: "").replacingOccurrences(of: ",m", with: ",").replacingOccurrences(
            of: ",\\d?(\\.npy)?\n", with: ",\n", options: .regularExpression))
          == "images.csv: expected masks, found none")
      #expect(
        folder.message(Self.good, "inside: [7, 9]")
          == "images.csv: expected masks with a pixel inside, of one of the codes 7, 9, found only empty ones")
    }
  }

  @Test func sizesThatDoNotFit() throws {
    try inFolder { folder in
      try NumPyWriter.npy(shape: [40, 32], uint8: (0..<40 * 32).map { UInt8($0 % 256) }).write(to: folder.file("x.npy"))
      let mixed = changed("i1.npy", to: "x.npy").replacingOccurrences(of: "m1.npy", with: "")
      #expect(
        folder.message(mixed)
          == "images.csv line 3: expected images of one size, 32 x 32 as images.csv line 2, or `size` in the study, found 40 x 32"
      )
      #expect(folder.message(mixed, "size: [32, 32]") == nil)
      #expect(folder.message(mixed, "crop: {size: [36, 36]}") == nil)
      for number in 0..<6 {
        try NumPyWriter.npy(shape: [20, 600], uint8: [UInt8](repeating: 9, count: 12_000))
          .write(to: folder.file("i\(number).npy"))
      }
      let table = Self.good.replacingOccurrences(of: "m\\d.npy", with: "", options: .regularExpression)
      #expect(
        folder.message(table)
          == "images.csv line 2: expected 32 to 512 rows and columns, or `size` in the study, found 20 x 600")
      try NumPyWriter.npy(shape: [1, 16_385], uint8: [UInt8](repeating: 9, count: 16_385)).write(
        to: folder.file("i0.npy"))
      #expect(
        folder.message(table, "size: [32, 32]")
          == "images.csv line 2: expected 1 to 16384 rows and columns, found 1 x 16385")
    }
  }

  @Test func filesThatAreNotWhatTheySay() throws {
    try inFolder { folder in
      try Data("no image".utf8).write(to: folder.file("x.png"))
      try Data("no array".utf8).write(to: folder.file("x.npy"))
      try Data("no volume".utf8).write(to: folder.file("x.nii"))
      try Data("no volume".utf8).write(to: folder.file("x.nii.gz"))
      for name in ["x.png", "x.npy", "x.nii", "x.nii.gz"] {
        let table = changed("i1.npy,b,m1.npy", to: "\(name),b,")
        #expect(folder.message(table)?.hasPrefix("images.csv line 3: \(name): ") == true, "\(name)")
        guard !name.contains("nii") else { continue }
        let masks = changed("m1.npy", to: name)
        #expect(folder.message(masks)?.hasPrefix("images.csv line 3: mask `\(name)`: \(name): ") == true, "\(name)")
      }
      #expect(
        folder.message(changed("m1.npy", to: "x.nii"))
          == "images.csv line 3: column `mask`: expected no volume, since the image is none, found `x.nii`")
    }
  }
}

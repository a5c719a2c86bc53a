import Datasets
import Foundation
import ImageFiles
import Testing

@Suite struct ArrayRefusalTests {
  /// The error of preparing arrays of six images of two classes, some of them changed; the folder is left out.
  private func refusal(_ changes: [String: Data?], _ yaml: String = "") throws -> String? {
    var result: String?
    try inTemporaryDirectory { folder in
      let values = (0..<6 * 32 * 33).map { UInt8($0 * 7 % 251) }
      var arrays: [String: Data] = [
        "images": NumPyWriter.npy(shape: [6, 32, 33], uint8: values),
        "masks": NumPyWriter.npy(shape: [6, 32, 33], uint8: values.map { $0 > 200 ? 1 : 0 }),
        "labels": NumPyWriter.npy(shape: [6], int64: [0, 1, 0, 1, 0, 1]),
      ]
      for (name, data) in changes { arrays[name] = data }
      for (name, data) in arrays { try data.write(to: folder.appendingPathComponent("\(name).npy")) }
      let files = arrays.keys.sorted().map { "\($0): \($0).npy" }.joined(separator: ", ")
      result = message { _ = try settings("npy: {\(files)}\n\(yaml)", in: folder).prepare(seed: 1) }?
        .replacingOccurrences(of: folder.standardizedFileURL.path + "/", with: "")
    }
    return result
  }

  private func numbers(_ shape: [Int], _ value: Float = 1) -> Data {
    NumPyWriter.npy(shape: shape, floats: [Float](repeating: value, count: shape.reduce(1, *)))
  }

  @Test func goodArraysAreNotRefused() throws {
    #expect(try refusal([:]) == nil)
    #expect(try refusal(["labels": numbers([6, 1])]) == "images.npy: expected 2 to 100 classes, found 1, `1`")
  }

  @Test func shapesThatDoNotFit() throws {
    let shapes =
      "images.npy: expected numbers, images x rows x columns or images x rows x columns x 1 or 3, found the shape "
    #expect(try refusal(["images": numbers([32, 33])]) == shapes + "(32, 33)")
    #expect(try refusal(["images": numbers([6, 32, 33, 2])]) == shapes + "(6, 32, 33, 2)")
    #expect(try refusal(["images": numbers([0, 32, 33])]) == shapes + "(0, 32, 33)")
    #expect(
      try refusal(["images": numbers([6, 0, 33])])
        == "images.npy: expected 1 to 16384 rows and columns, found the shape (6, 0, 33)")
    #expect(
      try refusal(["masks": numbers([6, 33, 32])])
        == "masks.npy: expected masks of the images' shape, (6, 32, 33), found (6, 33, 32)")
    #expect(
      try refusal(["masks": numbers([5, 32, 33])])
        == "masks.npy: expected masks of the images' shape, (6, 32, 33), found (5, 32, 33)")
    #expect(
      try refusal(["masks": numbers([6, 32, 33, 3])])
        == "masks.npy: expected numbers, images x rows x columns, found the shape (6, 32, 33, 3)")
    #expect(
      try refusal(["labels": numbers([5])]) == "labels.npy: expected 6 entries, one for each image, found the shape (5)"
    )
    #expect(
      try refusal(["patients": numbers([7])])
        == "patients.npy: expected 6 entries, one for each image, found the shape (7)")
    #expect(
      try refusal(["split": numbers([6])]) == "split.npy[0]: expected training, validation or test, found `1`")
  }

  @Test func numbersThatAreNone() throws {
    #expect(
      try refusal(["labels": numbers([6], 0.5)]) == "labels.npy[0]: expected text or a whole number, found 0.5")
    #expect(
      try refusal(["labels": numbers([6], .nan)]) == "labels.npy[0]: expected text or a whole number, found nan")
    #expect(
      try refusal(["labels": numbers([6], 1e30)])?.hasPrefix("labels.npy[0]: expected text or a whole number, found ")
        == true)
    #expect(
      try refusal(["images": numbers([6, 32, 33], .infinity)])
        == "images.npy[0]: expected finite intensities, found inf in row 0, column 0, counted from 0")
    #expect(
      try refusal(["masks": numbers([6, 32, 33], 300)])
        == "masks.npy[0]: expected codes, whole numbers from 0 to 255, found 300.0 in row 0, column 0, counted from 0")
    #expect(
      try refusal(["masks": numbers([6, 32, 33], 0)])
        == "images.npy: expected masks with a pixel inside, of a code but 0, found only empty ones")
  }

  @Test func tooFewPatients() throws {
    #expect(
      try refusal(["patients": NumPyWriter.npy(shape: [6], int64: [1, 1, 1, 2, 2, 2])])
        == "images.npy: expected at least 3 patients of class `0`, one for each of training, validation, test, found 2")
    // Three patients of both classes are just enough.
    #expect(
      try refusal(["patients": NumPyWriter.npy(shape: [6], int64: [1, 1, 2, 2, 3, 3])]) == nil)
  }

  @Test func archives() throws {
    func refusal(_ yaml: String) throws -> String? {
      let golden = try Golden.url("").standardizedFileURL.path + "/"
      return message { _ = try settings(yaml).prepare(seed: 1) }?.replacingOccurrences(of: golden, with: "")
    }
    #expect(
      try refusal("npz: arrays/renamed.npz")
        == "arrays/renamed.npz: expected an array `images`, found `x`, `y`, `m`")
    #expect(
      try refusal("npz: arrays/renamed.npz\narrays: {images: x, labels: y, masks: q}")
        == "arrays/renamed.npz: expected an array `q`, found `x`, `y`, `m`")
    #expect(
      try refusal("npz: arrays/renamed.npz\narrays: {images: x, labels: y}")
        == "arrays/renamed.npz: expected masks, found none")
    #expect(
      try refusal("npz: arrays/all.npz\nsplit: {training: 0.5, validation: 0.3, test: 0.2}")
        == "arrays/all.npz: expected no `split` in the study, since the files say the parts, found one")
    #expect(
      try refusal("npz: arrays/all.npz\narrays: {labels: split}")
        == "arrays/all.npz: expected images of every class in every part, found none of class `test` in training")
    #expect(
      try refusal("npz: table/images.csv")?.hasPrefix("table/images.csv: ") == true)
    #expect(
      try refusal("npy: {images: arrays/all.npz, labels: arrays/all.npz}")?.hasPrefix("arrays/all.npz: ") == true)
  }

  @Test func theAuthorsLayout() throws {
    try withCopy(of: "preprocessed") { copy in
      func refusal(_ path: String = "preprocessed") throws -> String? {
        let folder = copy.deletingLastPathComponent()
        return message { _ = try settings("preprocessed: \(path)", in: folder).prepare(seed: 1) }?
          .replacingOccurrences(of: folder.standardizedFileURL.path + "/", with: "")
      }
      #expect(try refusal() == nil)
      #expect(
        try refusal("[preprocessed, preprocessed/first]")
          == "preprocessed/first: expected each array once, found it again")
      #expect(
        try refusal("preprocessed/third")
          == "preprocessed/third: expected a directory, or a file preprocessed/third_mris_preprocessed.npy, found neither"
      )
      try FileManager.default.removeItem(at: copy.appendingPathComponent("second_labels.npy"))
      #expect(try refusal() == "preprocessed: expected a file, found none that is called `second_labels.npy` there")
      #expect(
        try refusal("preprocessed/second")
          == "preprocessed/second_labels.npy: expected an array beside preprocessed/second_mris_preprocessed.npy, found no such file"
      )
      for name in ["first", "second"] {
        try FileManager.default.removeItem(at: copy.appendingPathComponent("\(name)_mris_preprocessed.npy"))
      }
      #expect(try refusal() == "preprocessed: expected a file *_mris_preprocessed.npy, found none")
    }
  }
}

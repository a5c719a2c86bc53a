import Foundation
import ImageFiles

/// Reads NumPy arrays of images, masks, classes, patients and parts.
struct ArrayListing {
  /// An array and what errors call it.
  struct Entry {
    var array: NumPyArray
    var place: String
  }

  var images: Entry
  var labels: Entry
  var masks: Entry?
  var patients: Entry?
  var split: Entry?
  /// What an image is called before its number.
  var name: String

  /// The images of arrays in one archive.
  static func list(archive path: String, names: ArrayNames) throws -> Listing {
    let archive = try reading(path) { try NumPyArchive(contentsOf: URL(fileURLWithPath: path)) }
    func entry(_ name: String) throws -> Entry {
      guard archive.names.contains(name) else {
        let there = archive.names.prefix(20).map(quoted).joined(separator: ", ")
        throw DatasetError(path, expected: "an array \(quoted(name))", found: there.isEmpty ? "none" : there)
      }
      let place = "\(path): \(name)"
      return Entry(array: try reading(place) { try archive.array(name) }, place: place)
    }
    func optional(_ name: String?, _ usual: String) throws -> Entry? {
      if let name { return try entry(name) }
      return archive.names.contains(usual) ? try entry(usual) : nil
    }
    let arrays = ArrayListing(
      images: try entry(names.images ?? "images"), labels: try entry(names.labels ?? "labels"),
      masks: try optional(names.masks, "masks"), patients: try optional(names.patients, "patients"),
      split: try optional(names.split, "split"), name: names.images ?? "images")
    return try arrays.listing()
  }

  /// The images of arrays that are files.
  static func list(files names: ArrayNames) throws -> Listing {
    func entry(_ path: String) throws -> Entry {
      Entry(array: try reading(path) { try NumPyArray(contentsOf: URL(fileURLWithPath: path)) }, place: path)
    }
    guard let images = names.images, let labels = names.labels else {
      throw DatasetError("npy", expected: "files of images and labels", found: "fewer")
    }
    let arrays = ArrayListing(
      images: try entry(images), labels: try entry(labels), masks: try names.masks.map(entry),
      patients: try names.patients.map(entry), split: try names.split.map(entry),
      name: URL(fileURLWithPath: images).lastPathComponent)
    return try arrays.listing()
  }

  func listing() throws -> Listing {
    let images = try ImageArray(images.array, place: images.place, allowsColor: true)
    let masks = try masks.map { try ImageArray($0.array, place: $0.place, allowsColor: false) }
    if let masks, (masks.count, masks.height, masks.width) != (images.count, images.height, images.width) {
      let expected = [images.count, images.height, images.width]
      throw DatasetError(
        masks.place, expected: "masks of the images' shape, \(ImageArray.words(expected))",
        found: ImageArray.words([masks.count, masks.height, masks.width]))
    }
    let labels = try column(labels, count: images.count)
    let patients = try patients.map { try column($0, count: images.count) }
    let split = try split.map { ($0, try column($0, count: images.count)) }
    let listed = try (0..<images.count).map { index in
      guard ClassName.isGood(labels[index]) else {
        throw DatasetError(
          "\(self.labels.place)[\(index)]", expected: ClassName.words, found: quoted(labels[index]))
      }
      let name = "\(name)[\(index)]"
      return ListedImage(
        pixels: .entry(images, index: index), mask: masks.map { .entry($0, index: index) }, label: labels[index],
        patient: patients.map { .named($0[index]) } ?? .unnamed(name),
        part: try split.map { try Self.part($0.1[index], place: "\($0.0.place)[\(index)]") },
        place: "\(images.place)[\(index)]", name: name)
    }
    return Listing(images: listed, drawnParts: split == nil ? DatasetPart.allCases : [])
  }

  private static func part(_ name: String, place: String) throws -> DatasetPart {
    guard let part = DatasetPart(name: name) else {
      throw DatasetError(place, expected: "training, validation or test", found: quoted(name))
    }
    return part
  }

  /// One text for each image; whole numbers as text.
  private func column(_ entry: Entry, count: Int) throws -> [String] {
    let shape = entry.array.shape
    guard shape == [count] || shape == [count, 1] else {
      throw DatasetError(
        entry.place, expected: "\(count) entries, one for each image", found: "the shape \(ImageArray.words(shape))")
    }
    if entry.array.isText {
      let texts = try reading(entry.place) { try entry.array.texts() }
      return texts.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    return try reading(entry.place) { try entry.array.numbers() }.enumerated().map { index, number in
      // Larger numbers are not all whole ones in a Double.
      guard number == number.rounded(), abs(number) <= 0x1p53 else {
        throw DatasetError("\(entry.place)[\(index)]", expected: "text or a whole number", found: "\(number)")
      }
      return "\(Int(number))"
    }
  }
}

import Foundation
import Networks
import Studies
import Testing

/// A file that is not what it was is never trained on; without files training goes on.
@Suite struct FeatureFileTests {
  private let sandbox = FeatureSandbox()
  private let request = FeatureRequest()

  @Test func aDamagedFileIsComputedAgain() throws {
    let values = try request.values(from: sandbox.cache())
    let file = try #require(sandbox.files().first)
    let whole = try Data(contentsOf: file)
    #expect(whole.count == 128 + 4 * values.count)
    var flipped: [Data] = [0, 30, 127, 128, whole.count / 2, whole.count - 1].map { place in
      var bytes = whole
      bytes[place] ^= 1
      return bytes
    }
    flipped += [Data(), whole.prefix(64), whole.prefix(128), whole.dropLast(), whole + [0], whole.dropLast(12_288)]
    for damaged in flipped {
      try damaged.write(to: file)
      #expect(try request.batchesComputed(by: sandbox.cache()) == 4)
      #expect(try Data(contentsOf: file) == whole)
    }
    #expect(try request.values(from: sandbox.cache()) == values)
    #expect(sandbox.warnings == [])
  }

  /// A file under another's name has the right length, and features of other images.
  @Test func aFileOfAnotherKeyIsComputedAgain() throws {
    _ = try request.values(from: sandbox.cache())
    let file = try #require(sandbox.files().first)
    let whole = try Data(contentsOf: file)
    try FileManager.default.removeItem(at: file)
    var other = request
    other.parameters = Network.compact.initialParameters(seed: 6)
    _ = try other.values(from: sandbox.cache())
    let second = try #require(sandbox.files().first)
    try whole.write(to: second)
    #expect(try other.batchesComputed(by: sandbox.cache()) == 4)
  }

  /// A file that goes while it is read stays readable to who has it open.
  @Test func aFileInUseMayBeRemoved() throws {
    let features = try request.features(from: sandbox.cache())
    let before = try features.tensor([3]).array
    try FileManager.default.removeItem(at: sandbox.url)
    #expect(try features.tensor([3]).array == before)
  }

  @Test func whatWasUsedLongestAgoMakesRoom() throws {
    let size = 128 + 4 * 32 * 6 * 8 * 64
    let requests = (0..<4).map { FeatureRequest(parameters: Network.compact.initialParameters(seed: $0)) }
    func use(_ number: Int) throws -> Bool {
      let computed = try requests[number].batchesComputed(by: sandbox.cache(limit: 3 * size)) > 0
      // Times of files are coarse; what was used before is made older.
      for file in sandbox.files() {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        let used = try #require(attributes[.modificationDate] as? Date)
        try FileManager.default.setAttributes([.modificationDate: used - 10], ofItemAtPath: file.path)
      }
      return computed
    }
    for number in 0..<3 { #expect(try use(number)) }
    #expect(try !use(0))
    #expect(try use(3))
    #expect(sandbox.files().count == 3)
    #expect(try !use(0))
    #expect(try !use(2))
    #expect(try use(1))
    #expect(sandbox.files().count == 3)
    #expect(sandbox.warnings == [])
  }

  @Test func abandonedDraftsAreRemoved() throws {
    try FileManager.default.createDirectory(at: sandbox.url, withIntermediateDirectories: true)
    try Data("half".utf8).write(to: sandbox.url.appending(path: "abandoned.partial"))
    _ = try request.features(from: sandbox.cache())
    #expect(sandbox.files(".partial") == [])
    #expect(sandbox.files().count == 1)
  }

  @Test func aLimitTooSmallIsSaidOnce() throws {
    let cache = sandbox.cache(limit: 1000)
    let values = try request.values(from: cache)
    var validation = request
    validation.part = .validation
    _ = try validation.features(from: cache)
    #expect(sandbox.files("") == [])
    #expect(sandbox.warnings.count == 1)
    #expect(sandbox.warnings.first?.contains("more than the limit of 1000") == true)
    #expect(try request.values(from: FeatureCache(directory: nil)) == values)
  }

  /// Nobody can make a directory below a file, not even root.
  @Test func anUnusableDirectoryIsSaidOnce() throws {
    try Data().write(to: sandbox.url)
    let lines = FeatureSandbox()
    let place = sandbox.url.appending(path: "features")
    let cache = lines.cache(at: place)
    let values = try request.values(from: cache)
    var test = request
    test.part = .test
    _ = try test.features(from: cache)
    #expect(lines.warnings.count == 1, "\(lines.warnings)")
    #expect(lines.warnings.first?.hasPrefix("\(place.path): cannot create the file: ") == true, "\(lines.warnings)")
    #expect(lines.warnings.first?.contains("\n") == false)
    #expect(try request.values(from: FeatureCache(directory: nil)) == values)
  }
}

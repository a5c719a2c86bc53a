import Datasets
import Foundation
import Kernels
import Testing

/// Whatever happens to files, there are images or one line of what is wrong, and never the program's end.
@Suite struct DamageTests {
  private static let layouts = [
    ("table", "table: table/images.csv"), ("mixed", "table: mixed/images.csv\nsize: [32, 32]"),
    ("arrays", "npz: arrays/all.npz"), ("preprocessed", "preprocessed: preprocessed\ncolor: rgb\nsize: [40, 33]"),
    ("acdc", "acdc: acdc\nspacing: 1.5\ncrop: {size: [40, 40], center: mask}"),
  ]

  @Test(arguments: layouts.indices)
  func filesAreDamaged(layout: Int) throws {
    let (name, yaml) = Self.layouts[layout]
    var random = RandomGenerator(seed: UInt64(layout))
    try withCopy(of: name) { copy in
      let files = try #require(
        FileManager.default.enumerator(at: copy, includingPropertiesForKeys: [.isRegularFileKey])
      )
      .compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }.sorted { $0.path < $1.path }
      var refusals = 0
      for _ in 0..<120 {
        let file = files[random.uniform(below: files.count)]
        let good = try Data(contentsOf: file)
        var bad = good
        if random.uniform(below: 4) == 0 {
          bad = bad.prefix(random.uniform(below: good.count))
        } else {
          for _ in 0...random.uniform(below: 4) {
            // Headers are in front.
            let reach = random.uniform(below: 2) == 0 ? min(good.count, 400) : good.count
            bad[random.uniform(below: reach)] = UInt8(random.uniform(below: 256))
          }
        }
        try bad.write(to: file)
        let failure = message {
          _ = try settings(yaml, in: copy.deletingLastPathComponent()).prepare(seed: 1)
        }
        if let failure {
          refusals += 1
          #expect(failure.contains(": "), "\(failure)")
          #expect(!failure.contains("\n") && failure.count < 1000, "\(failure)")
        }
        try good.write(to: file)
      }
      #expect(refusals > 10)
      #expect(message { _ = try settings(yaml, in: copy.deletingLastPathComponent()).prepare(seed: 1) } == nil)
    }
  }
}

import Foundation
import Kernels
import Testing

@Suite struct RandomGeneratorTests {
  /// From scripts/golden/cardiac.py.
  @Test func firstNumbersAreTheReferenceImplementations() {
    var generator = RandomGenerator(seed: 2026)
    let numbers = (0..<4).map { _ in generator.next() }
    #expect(numbers == [0x92e0_1159_2e98_ae15, 0x489f_3794_6d6d_18d8, 0xd000_9e27_9d9c_deda, 0xe4c7_dca7_86d5_6702])
  }

  @Test func seedZeroIsAsGoodAsAnother() {
    var generator = RandomGenerator(seed: 0)
    let numbers = (0..<1000).map { _ in generator.next() }
    #expect(Set(numbers).count == 1000)
  }

  @Test(arguments: [0, 1, 2, 7]) func aDecodedStateGoesOnWithTheSameNumbers(normalsBefore: Int) throws {
    var generator = RandomGenerator(seed: 5)
    for _ in 0..<normalsBefore {
      _ = generator.normal()
    }
    var copy = try JSONDecoder().decode(RandomGenerator.self, from: JSONEncoder().encode(generator))
    #expect(copy == generator)
    for _ in 0..<5 {
      #expect(copy.normal() == generator.normal())
      #expect(copy.next() == generator.next())
    }
  }

  @Test(arguments: [
    #"{"state": [0, 0, 0, 0]}"#, #"{"state": [1, 2, 3]}"#, #"{"state": [1, 2, 3, 4, 5]}"#, #"{"state": [1, 2, 3, -4]}"#,
    #"{"state": "1"}"#, #"{}"#, #"{"state": [1, 2, 3, 4], "spareNormal": "x"}"#,
  ])
  func aBrokenStateIsRefused(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RandomGenerator.self, from: Data(json.utf8))
    }
  }
}

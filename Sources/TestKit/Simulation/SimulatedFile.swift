import Coordination
import Foundation

/// What training has reached: the number of its steps, and a value that every one of them changes. A result comes out right only
/// from states that follow on each other, on whatever machines they were made.
struct SimulatedState: Equatable {
  private(set) var step = 0
  private var value: UInt64

  init(trial: Int) { value = UInt64(trial) }

  mutating func advance() {
    var mixer = SplitMix64(seed: value)
    value = mixer.next()
    step += 1
  }

  /// Of a result of this state.
  var digest: String { String(value, radix: 16) }

  /// As a checkpoint's contents.
  var bytes: Data { Data("\(step) \(value) of a simulated trial".utf8) }

  /// Reads a checkpoint; nil for anything else.
  init?(bytes: Data) {
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard words.count > 2, let step = Int(words[0]), let value = UInt64(words[1]) else { return nil }
    (self.step, self.value) = (step, value)
  }
}

extension TrialFile {
  /// Bytes of a piece: few, so that there are several.
  static let piece = 16

  static let weights = "weights"

  static func checkpoint(_ state: SimulatedState) -> TrialFile {
    TrialFile("checkpoint-\(String(format: "%04d", state.step))", state.bytes)
  }

  init(_ name: String, _ bytes: Data) {
    self.init(name: name, digest: Self.digest(bytes), size: bytes.count)
  }

  /// As long as SHA-256, and good enough to tell damaged bytes.
  static func digest(_ bytes: Data) -> String {
    var mixer = SplitMix64(seed: bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 })
    return (0..<4).map { _ in
      let word = String(mixer.next(), radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }

  /// The step that a checkpoint was made after; nil for other files.
  static func step(_ name: String) -> Int? {
    name.hasPrefix("checkpoint-") ? Int(name.dropFirst("checkpoint-".count)) : nil
  }
}

extension Chunk {
  /// The piece of the bytes that is wanted.
  init(_ want: Want, of bytes: Data) {
    self.init(
      digest: want.digest, offset: want.offset, payload: bytes.dropFirst(want.offset).prefix(TrialFile.piece))
  }
}

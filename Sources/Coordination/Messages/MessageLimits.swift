/// Sizes that no honest message reaches. Larger ones are refused before anything is allocated for their content.
public enum MessageLimits {
  /// Bytes of the header frame.
  public static let header = 64
  /// Bytes of the JSON frame.
  public static let json = 256 * 1024
  /// Bytes of an opaque payload.
  public static let payload = 16 * 1024 * 1024
  /// Bytes of a piece of a file: small enough to pass in a moment on a slow line.
  public static let chunk = 256 * 1024
  /// Bytes of a file of a trial.
  public static let file = 1 << 40
  /// Frames of a message, with the identity that a router puts in front.
  public static let frames = 4

  package static let shortText = 256
  package static let longText = 8192
  package static let number = 0...1_000_000_000
}

/// What decoded is checked before it is believed.
protocol BoundedMessage {
  var isWithinBounds: Bool { get }
}

extension String {
  /// Of bounded length and without what a terminal obeys.
  fileprivate func isPlain(_ limit: Int = MessageLimits.shortText) -> Bool {
    utf8.count <= limit && unicodeScalars.allSatisfy(\.isPlain)
  }

  /// A SHA-256 in hexadecimal digits.
  var isDigest: Bool { utf8.count == 64 && utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit } }

  /// Whether this can name a trial's directory, or a file in it, without leaving its parent: letters, digits, `.`, `_`, `-`, no
  /// leading dot, at most 128 bytes.
  public var isTrialKey: Bool {
    (1...128).contains(utf8.count) && first != "."
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// The text as a message may carry it: what a terminal obeys replaced by spaces, cut to a length.
  package func plain(_ limit: Int = MessageLimits.shortText) -> String {
    var text = ""
    for scalar in unicodeScalars {
      let next = scalar.isPlain ? Character(scalar) : " "
      guard text.utf8.count + next.utf8.count <= limit else { break }
      text.unicodeScalars.append(contentsOf: next.unicodeScalars)
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether it only shows: a stranger's text must not move the cursor of a terminal, nor turn the direction of a line.
  fileprivate var isPlain: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

extension Work {
  var isWithinBounds: Bool { MessageLimits.number ~= trial && MessageLimits.number ~= attempt }
}

extension WorkerStatus: BoundedMessage {
  var isWithinBounds: Bool { MessageLimits.number ~= request && work?.isWithinBounds ?? true }
}

extension Hello: BoundedMessage {
  var isWithinBounds: Bool {
    build.isPlain() && name.isPlain() && host.isPlain() && (1...4096).contains(threads) && status.isWithinBounds
      && MessageLimits.number ~= process && digests.count <= 64
      && digests.allSatisfy { $0.key.isPlain() && $0.value.isPlain() } && crash?.isWithinBounds ?? true
  }
}

extension Crash {
  var isWithinBounds: Bool {
    work.isWithinBounds && fingerprint.isPlain() && reason.isPlain(MessageLimits.longText)
  }
}

extension Welcome: BoundedMessage {
  var isWithinBounds: Bool {
    // Workers name a directory after the fingerprint.
    MessageLimits.number ~= epoch && study.isPlain() && fingerprint.isTrialKey && proof.isPlain() && host.isPlain()
      && directory.isPlain(MessageLimits.longText)
  }
}

extension Ready: BoundedMessage {
  var isWithinBounds: Bool { MessageLimits.number ~= request }
}

extension ProgressReport: BoundedMessage {
  var isWithinBounds: Bool { work.isWithinBounds && (0...1).contains(fraction) && description.isPlain() }
}

extension Assignment: BoundedMessage {
  var isWithinBounds: Bool {
    work.isWithinBounds && MessageLimits.number ~= request && key.isTrialKey && checkpoints.count <= 2
      && checkpoints.allSatisfy(\.isWithinBounds)
  }
}

extension ResultReport: BoundedMessage {
  var isWithinBounds: Bool { work.isWithinBounds && MessageLimits.number ~= request && digest.isPlain() }
}

extension FailureReport: BoundedMessage {
  var isWithinBounds: Bool {
    work.isWithinBounds && MessageLimits.number ~= request && reason.isPlain(MessageLimits.longText)
      && logTail.count <= 64 && logTail.allSatisfy { $0.isPlain(MessageLimits.longText) }
  }
}

extension TrialFile {
  var isWithinBounds: Bool { name.isTrialKey && digest.isDigest && (1...MessageLimits.file).contains(size) }
}

extension Offer: BoundedMessage {
  var isWithinBounds: Bool { work.isWithinBounds && file.isWithinBounds }
}

extension Want: BoundedMessage {
  var isWithinBounds: Bool { digest.isDigest && (0..<MessageLimits.file).contains(offset) }
}

extension Chunk: BoundedMessage {
  var isWithinBounds: Bool { digest.isDigest && (0..<MessageLimits.file).contains(offset) }
}

extension Absence: BoundedMessage {
  var isWithinBounds: Bool { digest.isDigest }
}

extension Receipt: BoundedMessage {
  var isWithinBounds: Bool { work.isWithinBounds && digest.isDigest }
}

extension DataInquiry: BoundedMessage {
  var isWithinBounds: Bool { name.isPlain() }
}

extension DataAnswer: BoundedMessage {
  var isWithinBounds: Bool {
    name.isPlain() && digest?.isDigest ?? true && (0...MessageLimits.file).contains(size ?? 0)
  }
}

extension Acknowledgement: BoundedMessage {
  var isWithinBounds: Bool { work.isWithinBounds }
}

extension Cancellation: BoundedMessage {
  var isWithinBounds: Bool { work.isWithinBounds }
}

extension Pulse: BoundedMessage {
  var isWithinBounds: Bool { MessageLimits.number ~= epoch }
}

extension Resync: BoundedMessage {
  var isWithinBounds: Bool { MessageLimits.number ~= epoch }
}

extension Rejection: BoundedMessage {
  var isWithinBounds: Bool { reason.isPlain(MessageLimits.longText) }
}

extension Drain: BoundedMessage {
  var isWithinBounds: Bool { reason.isPlain() }
}

extension Bye: BoundedMessage {
  var isWithinBounds: Bool { reason.isPlain() }
}

/// What a trial asks the coordinator while it runs. A question is a name of data, and the answer its bytes: whoever asks the same
/// again, such as another worker that goes on with the trial, gets the same answer.
public enum Advice {
  /// With which settings an adaptive search wants the trial to be trained.
  case settings(trial: String)
  /// Whether the trial goes on after an epoch with this validation accuracy.
  case goingOn(trial: String, epoch: Int, accuracy: Double)

  private static let prefix = "advice"

  /// The question, in words: `advice settings size-paper-03`.
  public var name: String {
    switch self {
    case .settings(let trial): "\(Self.prefix) settings \(trial)"
    case .goingOn(let trial, let epoch, let accuracy): "\(Self.prefix) going-on \(trial) \(epoch) \(accuracy)"
    }
  }

  /// The question of this name; nil for any other text.
  public init?(name: String) {
    let words = name.split(separator: " ").map(String.init)
    guard words.count >= 3, words[0] == Self.prefix else { return nil }
    switch (words[1], words.count) {
    case ("settings", 3): self = .settings(trial: words[2])
    case ("going-on", 5):
      guard let epoch = Int(words[3]), let accuracy = Double(words[4]), (0...1).contains(accuracy) else { return nil }
      self = .goingOn(trial: words[2], epoch: epoch, accuracy: accuracy)
    default: return nil
    }
  }
}

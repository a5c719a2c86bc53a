/// What becomes of a model's answers when the marker in the image's corner is changed and nothing else: the causal check of
/// experiment 2, which needs no map. On the test images of the experiment.
public struct MarkerCheck: Codable, Sendable, Equatable {
  /// A change of the marker.
  public enum Change: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// No image has it.
    case removed
    /// Every image has it.
    case added
    /// Images that had it lose it, and those that had none get it.
    case swapped
  }

  /// The answers after a change.
  public struct Answers: Codable, Sendable, Equatable {
    /// Share of all images that is classified rightly, 0...1.
    public var accuracy: Double
    /// Share of the images that the change touches whose predicted class it changes, 0...1; nil where it touches none.
    public var flipped: Double?

    /// Answers of these shares.
    public init(accuracy: Double, flipped: Double?) {
      self.accuracy = accuracy
      self.flipped = flipped
    }
  }

  /// By change.
  public var answers: [Change: Answers]

  /// A check of these answers.
  public init(answers: [Change: Answers]) { self.answers = answers }
}

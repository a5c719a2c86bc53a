import Images

/// What becomes of a model's answers when the marker in the image's corner is changed and nothing else: the causal check of
/// experiment 2, which needs no map. On the test images of the experiment.
public struct MarkerCheck: Codable, Sendable, Equatable {
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
  public var answers: [MarkerChange: Answers]

  /// A check of these answers.
  public init(answers: [MarkerChange: Answers]) { self.answers = answers }
}

/// The parts of an image between which a heatmap is shared out.
public enum Region: String, CaseIterable, Codable, Sendable {
  /// Inside the mask: where a model should look. In the synthetic cardiac images the heart, its cavities and its muscle.
  case inside
  /// In the synthetic cardiac images, the bar of body fat above the heart.
  case fat
  /// A marker that says something of the class: a shortcut.
  case marker
}

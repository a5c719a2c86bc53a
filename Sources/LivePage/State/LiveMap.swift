import Foundation

/// Where a model looks in one image.
package struct LiveMap: Sendable, Equatable {
  /// Unique while the program runs, and part of the picture's address: letters, digits, '.', '_' and '-'.
  package var id: String
  /// Key of the trial that trained the model.
  package var trial: String
  package var experiment: String
  package var arm: String
  package var className: String
  /// Share of the map inside the mask, 0...1; nil where the map or the mask is empty.
  package var shareInside: Double?
  /// Pixels.
  package var width: Int
  package var height: Int
  /// The image with the map over it.
  package var png: Data

  package init(
    id: String, trial: String, experiment: String, arm: String, className: String, shareInside: Double?, width: Int,
    height: Int, png: Data
  ) {
    self.id = id
    self.trial = trial
    self.experiment = experiment
    self.arm = arm
    self.className = className
    self.shareInside = shareInside
    self.width = width
    self.height = height
    self.png = png
  }
}

import Foundation
import Studies

/// What `explain` says of one image and one method.
struct ExplanationRow: Encodable {
  enum CodingKeys: String, CodingKey {
    case trial, image, name, predicted, explained, probabilities, method, inside, lift, overlay, map
    case trueClass = "class"
    case isPointing = "pointing"
  }

  let trial: String
  let image: Int
  /// The file that the image is from; nil for one that was drawn.
  let name: String?
  /// Nil for images of the user's own.
  let trueClass: String?
  let predicted: String
  let explained: String
  /// By class.
  let probabilities: [String: Double]
  let method: String
  let inside: Double?
  let lift: Double?
  let isPointing: Bool?
  /// Files in the output directory; nil where the map has no positive value.
  let overlay: String?
  let map: String?

  static let columns = [
    "trial", "image", "name", "class", "predicted", "explained", "probability", "method", "inside", "lift", "pointing",
    "overlay", "map",
  ]

  /// As long as `columns`; what is missing is empty.
  var fields: [String] {
    [
      trial, "\(image)", name ?? "", trueClass ?? "", predicted, explained, "\(probabilities[explained] ?? 0)", method,
      inside.map { "\($0)" } ?? "", lift.map { "\($0)" } ?? "", isPointing.map { "\($0)" } ?? "", overlay ?? "",
      map ?? "",
    ]
  }

  /// A line for a person.
  var text: String {
    let what = name ?? "test image \(image)"
    let truth = trueClass.map { $0 == predicted ? "" : " (is \($0))" } ?? ""
    let share = inside.map { String(format: ", %.0f %% inside the mask", $0 * 100) } ?? ""
    let probability = String(format: "%.2f", probabilities[explained] ?? 0)
    return "\(trial) \(what): \(predicted)\(truth), \(method) of \(explained) (\(probability))\(share)"
      + (overlay.map { ": \($0)" } ?? ": no positive value")
  }
}

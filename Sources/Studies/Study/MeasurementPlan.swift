/// What the trained models of an experiment are measured with.
public struct MeasurementPlan: Codable, Sendable, Equatable {
  /// The methods whose maps are taken of the test images.
  public var methods: [AttributionMethodKind]
  /// Test images of each class for what takes many passes through the network: integrated gradients, occlusion, deletion and
  /// insertion. 0: none of these.
  public var costlyImages: Int

  /// A measurement of these parts.
  public init(methods: [AttributionMethodKind], costlyImages: Int) {
    self.methods = methods
    self.costlyImages = costlyImages
  }

  /// The two methods that take one pass for all: the default.
  public static let maps = MeasurementPlan(methods: [.hirescam, .gradcam], costlyImages: 0)
}

/// A method that says which parts of an image a model's answer rests on.
public enum AttributionMethodKind: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  /// Draelos and Carin (2020): the sum over channels of activation times gradient.
  case hirescam
  /// Selvaraju et al. (2017): the activations weighted by each channel's mean gradient.
  case gradcam
  /// Chattopadhay et al. (2018): the activations weighted by what approximates each channel's higher derivatives.
  case gradcamPlusPlus = "gradcam_plus_plus"
  /// Simonyan et al. (2014): the magnitude of the logit's gradient by the pixels.
  case inputGradient = "input_gradient"
  /// Shrikumar et al. (2017): the pixels times that gradient.
  case gradientTimesInput = "gradient_times_input"
  /// Sundararajan et al. (2017): the gradient averaged on the way from an empty image.
  case integratedGradients = "integrated_gradients"
  /// Zeiler and Fergus (2014): what the logit loses where a window is blank.
  case occlusion

  /// Those that a heatmap loss can be made of.
  public static let trainable: [AttributionMethodKind] = [.hirescam, .gradcam]

  /// Whether it takes many passes through the network for an image.
  public var isCostly: Bool { self == .integratedGradients || self == .occlusion }
}

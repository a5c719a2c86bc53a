/// Every method that maps can be measured with, by the name that files use.
public enum AttributionCatalogue: String, Codable, Sendable, CaseIterable {
  /// `HiResCAM`.
  case hirescam
  /// `GradCAM`.
  case gradcam
  /// `GradCAMPlusPlus`.
  case gradcamPlusPlus = "gradcam++"
  /// `InputGradient`.
  case inputGradient = "input_gradient"
  /// `GradientTimesInput`.
  case gradientTimesInput = "gradient_times_input"
  /// `IntegratedGradients`.
  case integratedGradients = "integrated_gradients"
  /// `Occlusion`.
  case occlusion

  /// The method with its default settings; for others, make it yourself.
  public var method: any AttributionMethod {
    switch self {
    case .hirescam: HiResCAM()
    case .gradcam: GradCAM()
    case .gradcamPlusPlus: GradCAMPlusPlus()
    case .inputGradient: InputGradient()
    case .gradientTimesInput: GradientTimesInput()
    case .integratedGradients: IntegratedGradients()
    case .occlusion: Occlusion()
    }
  }

  /// How a text for people writes it.
  public var title: String {
    switch self {
    case .hirescam: "HiResCAM"
    case .gradcam: "Grad-CAM"
    case .gradcamPlusPlus: "Grad-CAM++"
    case .inputGradient: "input gradient"
    case .gradientTimesInput: "gradient × input"
    case .integratedGradients: "integrated gradients"
    case .occlusion: "occlusion"
    }
  }
}

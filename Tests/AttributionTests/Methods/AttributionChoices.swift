import Attribution
import Foundation
import Networks

/// What golden files call the methods and losses.
func attributionMethod(_ name: String) throws -> any AttributionMethod {
  switch name {
  case "hirescam": HiResCAM()
  case "gradcam": GradCAM()
  default: throw CocoaError(.keyValueValidation)
  }
}

func heatmapLoss(_ name: String) throws -> any HeatmapLoss {
  switch name {
  case "paper": PaperLoss()
  case "energy": EnergyLoss()
  default: throw CocoaError(.keyValueValidation)
  }
}

func classificationLoss(_ name: String) throws -> any ClassificationLoss {
  switch name {
  case "cross_entropy": CrossEntropy()
  case "sigmoid_mse": SigmoidMeanSquaredError()
  default: throw CocoaError(.keyValueValidation)
  }
}

import Attribution
import Foundation
import Networks

/// What golden files call the methods and losses.
func attributionMethod(_ name: String) throws -> any ClassActivationMap {
  switch name {
  case "hirescam": HiResCAM()
  case "gradcam": GradCAM()
  case "gradcam++": GradCAMPlusPlus()
  default: throw CocoaError(.keyValueValidation)
  }
}

func heatmapLoss(_ name: String) throws -> any HeatmapLoss {
  switch name {
  case "paper": PaperLoss()
  case "energy": EnergyLoss()
  case "l1": L1Loss()
  case "mask": MaskLoss()
  case "dice": DiceLoss()
  default: throw CocoaError(.keyValueValidation)
  }
}

/// The losses that look at a map's form alone, and not at its scale.
let formLosses = ["paper", "energy", "l1", "dice"]

func classificationLoss(_ name: String) throws -> any ClassificationLoss {
  switch name {
  case "cross_entropy": CrossEntropy()
  case "sigmoid_mse": SigmoidMeanSquaredError()
  default: throw CocoaError(.keyValueValidation)
  }
}

import Attribution
import Networks

// What the words of a study file stand for.

extension ModelKind {
  public var network: Network {
    switch self {
    case .compact: .compact
    case .vgg16: .vgg16
    }
  }
}

extension OptimizerKind {
  var optimizer: any Optimizer {
    switch self {
    case .adam: Adam()
    case .sgd: SGD()
    }
  }
}

extension AttributionMethodKind {
  public var method: any ClassActivationMap {
    switch self {
    case .hirescam: HiResCAM()
    case .gradcam: GradCAM()
    }
  }
}

extension HeatmapLossKind {
  var loss: any HeatmapLoss {
    switch self {
    case .paper: PaperLoss()
    case .energy: EnergyLoss()
    }
  }
}

extension ClassificationLossKind {
  var loss: any ClassificationLoss {
    switch self {
    case .crossEntropy: CrossEntropy()
    case .sigmoidCrossEntropy: SigmoidCrossEntropy()
    case .meanSquaredError: SigmoidMeanSquaredError()
    }
  }
}

extension Arm {
  var objective: Objective {
    Objective(
      classification: classification.loss,
      heatmap: heatmap.map { term in
        Objective.HeatmapPart(
          loss: term.loss.loss, method: term.method.method, explainsPredictedClass: term.classChoice == .predictedClass,
          weight: term.weight)
      })
  }

  func trainedParameterNames(of network: Network) -> [String] {
    switch trainedLayers {
    case .all: network.declarations.map(\.name)
    case .head: network.headParameterNames
    }
  }
}

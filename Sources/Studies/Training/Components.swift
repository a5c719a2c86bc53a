import Attribution
import Images
import Networks

// What the words of a study file stand for.

extension ModelKind {
  /// The network for the study's own images.
  public var network: Network { network(for: .cardiac) }

  /// The network for images of a format.
  public func network(for format: ImageFormat) -> Network {
    let (height, width, classes) = (format.height, format.width, format.classes.count)
    return switch self {
    case .compact:
      .compact(imageHeight: height, imageWidth: width, imageChannels: format.channels, classes: classes)
    case .vgg16: .vgg16(imageHeight: height, imageWidth: width, classes: classes)
    }
  }
}

extension Experiment {
  /// The network that its trials train.
  public var network: Network { model.network(for: source.format) }
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
  /// With the study's settings: integrated gradients in 32 steps, occlusion in 7 x 9 windows.
  public var method: any AttributionMethod {
    switch self {
    case .hirescam: HiResCAM()
    case .gradcam: GradCAM()
    case .gradcamPlusPlus: GradCAMPlusPlus()
    case .inputGradient: InputGradient()
    case .gradientTimesInput: GradientTimesInput()
    case .integratedGradients: IntegratedGradients(steps: 32)
    case .occlusion: Occlusion()
    }
  }

  /// The method, where it makes its map of the last convolution's activations.
  var classActivationMap: (any ClassActivationMap)? { method as? any ClassActivationMap }
}

extension HeatmapTerm {
  var location: any LocationLoss {
    func map(_ loss: any HeatmapLoss) -> any LocationLoss {
      // Study files and objections to trials allow no other method.
      MapLocation(
        loss: loss, method: method.classActivationMap ?? HiResCAM(),
        explainsPredictedClass: classChoice == .predictedClass, layers: layers)
    }
    return switch loss {
    case .paper: map(PaperLoss())
    case .energy: map(EnergyLoss())
    case .l1: map(L1Loss())
    case .mask: map(MaskLoss())
    case .dice: map(DiceLoss())
    case .rightReasons: RightReasonsLoss()
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
      heatmap: heatmap.map { Objective.HeatmapPart($0.location, weight: $0.weight) })
  }

  func trainedParameterNames(of network: Network) -> [String] {
    switch trainedLayers {
    case .all: network.declarations.map(\.name)
    case .head: network.headParameterNames
    }
  }
}

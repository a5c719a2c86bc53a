import ArgumentParser
import Attribution
import Networks

/// The networks that can be measured.
package enum BenchModel: String, CaseIterable, ExpressibleByArgument {
  case compact, vgg16

  var network: Network {
    switch self {
    case .compact: .compact
    case .vgg16: .vgg16
    }
  }
}

/// The losses that can be measured.
package enum BenchLoss: String, CaseIterable, ExpressibleByArgument {
  case cce, heatmap

  var objective: Objective {
    switch self {
    case .cce: Objective(classification: CrossEntropy(), heatmap: nil)
    case .heatmap:
      Objective(
        classification: SigmoidMeanSquaredError(),
        heatmap: Objective.HeatmapPart(
          loss: PaperLoss(), method: HiResCAM(), explainsPredictedClass: false, weight: 1))
    }
  }
}

/// Which training step is measured.
package struct StepSettings: Sendable {
  package let model: BenchModel
  package let loss: BenchLoss
  /// Images a step.
  package let batch: Int
  package let threads: Int

  package init(model: BenchModel, loss: BenchLoss, batch: Int, threads: Int = 1) {
    (self.model, self.loss, self.batch, self.threads) = (model, loss, batch, threads)
  }
}

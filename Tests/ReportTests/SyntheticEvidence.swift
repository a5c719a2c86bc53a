import CardiacMRI
import Images
import Studies

extension SyntheticStudy {
  /// A study with everything that a report can show: matched arms and one that is not, controls, every method, weights that vary,
  /// shortcuts of two strengths, and an arm ("dice") in which half of the trials diverge.
  static func evidence(trials: Int = 16) -> SyntheticStudy {
    let experiments = [
      experiment("size", .size, strength: nil, trials), experiment("marker", .marker, strength: nil, trials),
      shortcut("weak", 0.3, trials), shortcut("strong", 0.9, trials), weights(trials),
    ]
    var study = SyntheticStudy(experiments: experiments)
    study.study.name = "Does a heatmap loss make models look at the heart?"
    study.study.question =
      "Does a heatmap loss raise the share of the map inside the mask against the matched MSE control, does the gain carry over to "
      + "other maps, does it lower the reliance on the marker, and what does it cost in accuracy?"
    study.study.comparisons = ["paper", "energy-weak", "energy", "dice", "energy-gradcam", "random-mask", "cce"].flatMap
    { arm in
      [Measure.hirescamInside, .gradcamInside, .testAccuracy, Measure(.accuracySwapped)].map {
        PlannedComparison(measure: $0, reference: "mse", arm: arm)
      }
    }
    return study
  }

  private static func experiment(
    _ name: String, _ setting: ImageSetting, strength: Double?, _ trials: Int
  ) -> Experiment {
    let arms: [(String, HeatmapTerm?)] = [
      ("mse", nil), ("paper", term(.paper, weight: 1)), ("energy-weak", term(.energy, weight: 0.1)),
      ("energy", term(.energy, weight: 0.3)), ("dice", term(.dice, weight: 1)),
      ("energy-gradcam", term(.energy, method: .gradcam, weight: 0.3)), ("l1", term(.l1, weight: 0.3)),
      ("right-reasons", term(.rightReasons, weight: 10)), ("random-mask", term(.energy, mask: .random, weight: 0.3)),
      ("mask", term(.mask, weight: 1)),
      ("shuffled-masks", term(.paper, mask: .shuffled, weight: 1)),
      ("whole-image", term(.paper, mask: .whole, weight: 1)),
      ("shifted-mask", term(.paper, mask: .shifted, weight: 1)),
      ("cce", nil),
    ]
    return Experiment(
      name: name, setting: setting, shortcutStrength: strength,
      images: ImageCounts(training: 2000, validation: 600, test: 300), model: .compact, trials: trials,
      minimumValidationAccuracy: 0.95,
      measurement: MeasurementPlan(methods: AttributionMethodKind.allCases, costlyImages: 5),
      arms: arms.map { name, term in
        Arm(
          name: name, classification: name == "cce" ? .crossEntropy : .meanSquaredError, heatmap: term,
          trainedLayers: .all,
          optimizer: .adam,
          learningRate: name == "cce" ? .random(low: 5e-4, high: 2e-3) : .random(low: 3e-4, high: 1.5e-3), epochs: 5,
          batch: 16)
      })
  }

  private static func shortcut(_ name: String, _ strength: Double, _ trials: Int) -> Experiment {
    var experiment = experiment(name, .marker, strength: strength, trials)
    experiment.arms = Array(experiment.arms.prefix(2))
    experiment.measurement = .maps
    return experiment
  }

  /// An experiment in which trials differ in learning rate and heatmap weight.
  private static func weights(_ trials: Int) -> Experiment {
    var experiment = experiment("weights", .size, strength: nil, trials)
    experiment.measurement = .maps
    experiment.arms = experiment.arms.filter { ["paper", "energy"].contains($0.name) }
    for index in experiment.arms.indices {
      experiment.arms[index].heatmap?.weightRange = .between(low: 0.01, high: 10)
    }
    return experiment
  }

  private static func term(
    _ loss: HeatmapLossKind, method: AttributionMethodKind = .hirescam, mask: MaskKind = .inside, weight: Double
  ) -> HeatmapTerm {
    HeatmapTerm(loss: loss, method: method, classChoice: .trueClass, mask: mask, weight: weight)
  }
}

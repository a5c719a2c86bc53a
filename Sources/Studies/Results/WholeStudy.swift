/// How long a whole study would take, by the times of the trials of a part.
public struct WholeStudy: Sendable {
  /// Seconds of one worker like those that ran the part. What goes on besides training, features, validation and test is not
  /// counted.
  public let workerSeconds: Double

  /// Times grow with the number of images, and do not depend on which of an arm's trials is run. Features that trials share are
  /// computed in one of them: what the cheapest trial of an arm needs is needed again in every trial, and the rest once.
  ///
  /// - Returns: nil where some arm has no trial that was trained to its end.
  public init?(study: Study, records: [TrialRecord]) {
    var seconds = 0.0
    for (experiment, whole) in zip(study.experiments, study.part?.whole ?? study.experiments) {
      for arm in experiment.arms {
        let results = records.filter {
          $0.state == .done && $0.trial.experiment.name == experiment.name && $0.trial.arm.name == arm.name
        }.compactMap(\.result)
        guard !results.isEmpty else { return nil }
        let (own, all) = (experiment.images, whole.images)
        func mean(_ value: (TrialResult) -> Double) -> Double {
          results.reduce(0) { $0 + value($1) } / Double(results.count)
        }
        func evaluated(_ images: ImageCounts) -> Double { Double(arm.epochs * images.validation + images.test) }
        let training = mean(\.trainingSeconds) * Double(all.training) / Double(own.training)
        let costly = mean { $0.costlySeconds ?? 0 }
        let evaluation = (mean(\.evaluationSeconds) - costly) * evaluated(all) / evaluated(own)
        // Few images a class, whatever their number, unless a part has fewer still.
        let most = experiment.measurement.costlyImages * experiment.source.format.classes.count
        let costlyGrowth = most > 0 ? Double(min(most, all.test)) / Double(min(most, own.test)) : 1
        seconds += (training + evaluation + costly * costlyGrowth) * Double(whole.trials)

        let features = results.map { $0.featureSeconds ?? 0 }
        let repeated = features.min() ?? 0
        let once = features.reduce(0) { $0 + $1 - repeated }
        let growth = Double(all.training + all.validation + all.test) / Double(own.training + own.validation + own.test)
        seconds += (repeated * Double(whole.trials) + once) * growth
      }
    }
    workerSeconds = seconds
  }
}

import Kernels

extension Study {
  /// All trials of the study by number: experiment by experiment and arm by arm, as in the study file.
  ///
  /// Seeds come from the study's seed, the experiment's name and the trial's index within its arm, so that neither another
  /// experiment nor further trials change those that were there before.
  public func trials() -> [Trial] {
    var trials: [Trial] = []
    for (position, experiment) in experiments.enumerated() {
      let imageSeed = RandomGenerator.derive(seed, "experiment", experiment.name, "images")
      // A part's trials have the names that they have in the whole study.
      let digits = max(2, "\((part?.whole[position] ?? experiment).trials - 1)".count)
      let searchSeed = RandomGenerator.derive(seed, "experiment", experiment.name, "search")
      for arm in experiment.arms {
        var own = experiment
        own.arms = [arm]
        for index in 0..<experiment.trials {
          let place = "\(index)"
          let rateSeed = RandomGenerator.derive(seed, "experiment", experiment.name, "learning rate", place)
          // Study files have no search that could fail.
          let rate = arm.heatmap?.weightRange == nil ? arm.learningRate.learningRate(index: index, seed: rateSeed) : nil
          let searched = rate == nil ? try? arm.settings(index: index, seed: searchSeed) : nil
          let trial = Trial(
            number: trials.count,
            key: "\(experiment.name)-\(arm.name)-" + String(repeating: "0", count: digits - place.count) + place,
            index: index,
            learningRate: rate ?? 0,
            seed: RandomGenerator.derive(seed, "experiment", experiment.name, "training", place),
            imageSeed: imageSeed, experiment: own, arm: arm, instructionSet: instructionSet)
          trials.append(searched.map(trial.with) ?? trial)
        }
      }
    }
    return trials
  }
}

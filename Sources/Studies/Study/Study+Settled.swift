extension Study {
  /// The same study with images and weights as its trials have them.
  ///
  /// A study file that was read without looking at files leaves open how many images there are, of which classes and size.
  /// - Parameter trials: those that the study began with.
  public func settled(by trials: [Trial]) -> Study {
    func settled(_ experiment: Experiment) -> Experiment {
      guard let known = trials.first(where: { $0.experiment.name == experiment.name })?.experiment else {
        return experiment
      }
      var experiment = experiment
      (experiment.source, experiment.weights) = (known.source, known.weights)
      return experiment
    }
    var study = self
    study.experiments = experiments.map { experiment in
      var own = settled(experiment)
      own.images = trials.first { $0.experiment.name == experiment.name }?.experiment.images ?? own.images
      return own
    }
    study.part?.whole =
      part?.whole.map { experiment in
        var whole = settled(experiment)
        if case .files(let files) = whole.source { whole.images = files.counts }
        return whole
      } ?? []
    return study
  }
}

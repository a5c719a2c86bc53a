/// What of a study is run: the first trials of every arm, on fewer images. Each trial that is left has the seeds and the learning
/// rate that it has in the whole study, and its images are the first of those of the whole study.
public struct StudyPart: Codable, Sendable, Equatable {
  /// Most trials of an arm; nil for all.
  public var trials: Int?
  /// Most images of each kind: training, validation, test; nil for all.
  public var images: Int?
  /// The whole study's experiments.
  public var whole: [Experiment]

  /// A part of these, which are not checked: `StudyFile` does that.
  public init(trials: Int?, images: Int?, whole: [Experiment]) {
    self.trials = trials
    self.images = images
    self.whole = whole
  }

  /// As a field of the study file, with which its text describes the part.
  var text: String {
    let settings = [trials.map { "trials: \($0)" }, images.map { "images: \($0)" }].compactMap { $0 }
    return "\n# Only a part of the study is run.\npart: {\(settings.joined(separator: ", "))}\n"
  }

  /// `the first 2 trials of each arm, at most 400 images of each kind`.
  public var description: String {
    [
      trials.map { $0 == 1 ? "the first trial of each arm" : "the first \($0) trials of each arm" },
      images.map { "at most \($0) images of each kind" },
    ].compactMap { $0 }.joined(separator: ", ")
  }
}

extension Study {
  /// Trials of the whole study, where this is a part of one.
  public var wholeTrials: Int { (part?.whole ?? experiments).reduce(0) { $0 + $1.trials * $1.arms.count } }

  /// Images that a part needs at least.
  var largestBatch: Int { experiments.flatMap(\.arms).map(\.batch).max() ?? 1 }

  /// A part of this study.
  /// - Parameters:
  ///   - trials: most trials of an arm.
  ///   - images: most images of each kind; a multiple of the number of classes.
  /// - Returns: nil where an arm's batch is larger than `images`.
  func part(trials: Int?, images: Int?) -> Study? {
    var study = self
    study.part = StudyPart(trials: trials, images: images, whole: experiments)
    study.experiments = experiments.map { $0.part(trials: trials ?? .max, images: images ?? .max) }
    let isPossible = study.experiments.allSatisfy { experiment in
      experiment.arms.allSatisfy { $0.batch <= experiment.images.training }
    }
    return isPossible ? study : nil
  }
}

extension Experiment {
  fileprivate func part(trials: Int, images: Int) -> Experiment {
    var experiment = self
    experiment.trials = min(self.trials, trials)
    experiment.images = ImageCounts(
      training: min(self.images.training, images), validation: min(self.images.validation, images),
      test: min(self.images.test, images))
    return experiment
  }
}

extension StudyFile {
  /// The text of a study file that describes a part of what `text` does.
  /// - Parameters:
  ///   - trials: most trials of an arm; nil for all.
  ///   - images: most images of each kind; nil for all.
  ///   - name: stands for the file in errors.
  /// - Throws: `StudyFileError` for a study that has no such part.
  public static func text(ofPartOf text: String, trials: Int?, images: Int?, name: String) throws -> String {
    let whole = try parse(text: text, name: name)
    guard whole.part == nil else {
      throw StudyFileError(
        file: name, field: "part", "expected none, since --trials or --images ask for another part, found one")
    }
    guard whole.part(trials: trials, images: images) != nil else {
      throw StudyFileError(
        file: name,
        "expected at least as many --images as the largest batch, \(whole.largestBatch), found \(images ?? 0)")
    }
    let part = StudyPart(trials: trials, images: images, whole: whole.experiments)
    let partText = text + part.text
    // Fails where a file says all in braces, or ends its document.
    guard (try? parse(text: text + "\npart: {trials: 1}\n", name: name)) != nil else {
      throw StudyFileError(
        file: name,
        "expected a file with a field a line, to which --trials and --images can add one, found another form")
    }
    _ = try parse(text: partText, name: name)
    return partText
  }

  /// The text of the whole study, of which `study` is a part.
  public static func text(ofWholeOf study: Study, text: String) -> String {
    guard let part = study.part, text.hasSuffix(part.text) else { return text }
    return String(text.dropLast(part.text.count))
  }
}

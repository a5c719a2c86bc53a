import Foundation

extension Study {
  /// Most trials that a study may have; far more than any machine room trains in a month.
  static let maximumTrials = 100_000

  /// Reads a study from the root of a document.
  /// - Parameter directory: what paths start from; nil to leave the files that they name alone.
  init(_ field: StudyField, directory: URL?) throws {
    let fields = try field.fields(
      known: ["name", "question", "seed", "experiments", "comparisons", "part", "instruction_set"]
        + ExperimentSettings.names)
    let name = try fields.required("name").name()
    let seed = try fields.required("seed").seed()
    let settings = try ExperimentSettings(fields)
    let list = try fields.required("experiments")
    let items = try list.items(expected: "experiments")
    let instructionSet = try fields["instruction_set"]?.choice(InstructionSetSetting.self)
    self.init(name: name, seed: seed, experiments: [], instructionSet: instructionSet?.pinned)
    question = try fields["question"]?.text(expected: "a line of at most 400 characters") { text in
      (1...400).contains(text.count) && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    var total = 0
    var keys: Set<String> = []
    for item in items {
      let experiment = try Experiment(item, outer: settings, seed: seed, directory: directory)
      let count = experiment.trials.multipliedReportingOverflow(by: experiment.arms.count)
      total += count.overflow ? Self.maximumTrials + 1 : count.partialValue
      guard total <= Self.maximumTrials else {
        throw list.error(expected: "at most \(Self.maximumTrials) trials in all", found: "more")
      }
      // Two experiments of one name would share the names of their trials; so would `a-b` with arm `c` and `a` with arm `b-c`.
      let isTaken = experiments.contains { $0.name.lowercased() == experiment.name.lowercased() }
      let newKeys = experiment.arms.map { "\(experiment.name)-\($0.name)".lowercased() }
      guard !isTaken, keys.isDisjoint(with: newKeys) else {
        throw item.error(
          expected: isTaken
            ? "a name that no other experiment has" : "names of experiment and arm that no others add up to",
          found: StudyField.quoted(isTaken ? experiment.name : newKeys.first(where: keys.contains) ?? experiment.name))
      }
      keys.formUnion(newKeys)
      experiments.append(experiment)
    }
    comparisons = try fields["comparisons"].map { try PlannedComparison.list($0, in: experiments) } ?? []
    if let part = fields["part"] { try readPart(part) }
  }
}

import Studies

extension StudyReport {
  /// Which pictures the report shows: a page must stay small.
  enum Pictures {
    case all, withoutGallery, none
  }

  /// The whole report: the question and its answer first, then what weakens it, then all that they rest on.
  func document(pictures: Pictures) throws -> Document {
    let experiments = try analysis.experiments.enumerated().map { position, experiment in
      try ExperimentSection(
        id: "experiment-\(position + 1)", experiment: experiment, images: pictures == .none ? [] : images,
        examples: examples.filter { pictures == .all || (pictures == .withoutGallery && $0.rank == nil) }
      ).section()
    }
    let sections: [Section?] =
      [
        Question(study: study, analysis: analysis).section, Answer(analysis: analysis).section,
        Notices(report: self, pictures: pictures).section, Design(study: study, analysis: analysis).section,
        Comparisons(analysis: analysis).section,
      ] + experiments + [
        ShortcutSection(analysis: analysis).section, Exclusions(analysis: analysis).section,
        Methods(study: study, analysis: analysis, versions: versions).section, Reproduction(report: self).section,
        AllTrials(records: analysis.records).section,
      ]
    return Document(title: study.name, subtitle: subtitle, sections: sections.compactMap { $0 })
  }

  private var subtitle: String {
    let counts = analysis.counts
    let experiments = NumberText.count(analysis.experiments.count, "experiment")
    let part = study.part == nil ? "" : "A part of the study: "
    return
      "\(part)\(NumberText.count(counts.planned, "trial")) in \(experiments): \(counts.kept) kept, \(NumberText.outcomes(counts)). "
      + "Seed \(study.seed)."
  }
}

extension NumberText {
  /// "3 discarded, 1 diverged": the ends that occurred, but for kept.
  static func outcomes(_ counts: TrialCounts) -> String {
    let ends = [
      (counts.discarded, "discarded"), (counts.diverged, "diverged"), (counts.stopped, "stopped early"),
      (counts.quarantined, "given up"), (counts.pending, "pending"),
    ]
    let named = ends.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return named.isEmpty ? "none lost" : named.joined(separator: ", ")
  }
}

import Foundation
import Studies

/// What it takes to get the same numbers again: study file, seeds, versions, commands.
struct Reproduction {
  let report: StudyReport

  var section: Section {
    let words: RichText =
      "Save the study file below as " + .code("study.yaml") + " and run "
      + .code("heatsweep run study.yaml --output results") + ". With the same version and the same type of CPU, "
      + .code("results.csv") + " comes out the same, except in the column " + .code("attempts")
      + ", in those whose names begin with " + .code("worker") + " and in those that end in " + .code("_seconds")
      + ", whatever the number of workers. This report follows from " + .code("study.sqlite")
      + " alone, but for the pictures of maps, which need " + .code("models/") + ": "
      + .code("heatsweep report results") + "."
    return Section(
      id: "reproduction", title: "Reproduction",
      blocks: [
        .paragraph(words), .table(versions), .table(seeds), .heading("Study file"), .preformatted(report.studyText),
      ])
  }

  private var versions: Table {
    let versions = report.versions
    var pairs = [
      ("heatsweep", versions.heatsweep), ("Swift", versions.swift), ("oneDNN", versions.oneDNN),
      ("ZeroMQ", versions.zeroMQ), ("SQLite", versions.sqlite), ("CPU of this report", versions.cpuModel),
    ]
    let results = report.analysis.records.compactMap(\.result)
    let machines = unique(results.compactMap(\.machine).map { "\($0.cpu), \($0.instructionSet)" })
    if !machines.isEmpty { pairs.append(("CPUs of the trials", machines.joined(separator: "; "))) }
    if !results.isEmpty {
      let training = results.reduce(0) { $0 + $1.trainingSeconds }
      let evaluation = results.reduce(0) { $0 + $1.evaluationSeconds }
      pairs.append(
        (
          "in trials",
          "\(NumberText.duration(training)) training, \(NumberText.duration(evaluation)) validation and test, all workers together"
        ))
    }
    return Table(
      caption: "Versions and times.", columns: [.text("what"), .text("value")],
      rows: pairs.map { [RichText($0.0), RichText($0.1)] })
  }

  private var seeds: Table {
    let resampling = report.analysis.resampling
    let rows = report.analysis.experiments.map { experiment -> [RichText] in
      let records = experiment.arms.flatMap(\.records)
      return [
        RichText("images of experiment \(experiment.name)"), code(unique(records.map { "\($0.trial.imageSeed)" })),
        code(unique(records.compactMap(\.result?.imageDigest))),
      ]
    }
    return Table(
      caption: """
        Seeds. Everything random follows from the study’s seed; each trial’s own seed is in the list of all trials and in \
        results.csv.
        """,
      columns: [.text("of"), .text("seed"), .text("SHA-256 of the images")],
      rows: [[RichText("study"), code(["\(report.study.seed)"]), "–"]] + rows + [
        [RichText("bootstrap, \(resampling.count) resamples"), code(["\(resampling.seed)"]), "–"]
      ])
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private func code(_ texts: [String]) -> RichText {
    texts.isEmpty ? "–" : .code(texts.joined(separator: ", "))
  }
}

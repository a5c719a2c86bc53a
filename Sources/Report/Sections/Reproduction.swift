import Foundation
import Studies

/// What it takes to get the same numbers again: study file, seeds, versions, commands.
struct Reproduction {
  let report: StudyReport

  var markup: Markup {
    element("section", ["id": "reproduction"]) {
      element("h2") { "How to reproduce this" }
      element("p") {
        "Save the study file below as "
        element("code") { "study.yaml" }
        " and run "
        element("code") { "heatsweep run study.yaml --output results" }
        ". With the same version and the same type of CPU, "
        element("code") { "results.csv" }
        " comes out the same, except in the columns named "
        element("code") { "worker" }
        " and "
        element("code") { "attempts" }
        " and those that end in "
        element("code") { "_seconds" }
        ", whatever the number of workers."
      }
      versions.markup
      seeds.markup
      element("h3") { "Study file" }
      element("pre", ["class": "file"]) { report.studyText }
    }
  }

  private var versions: Table {
    let versions = report.versions
    var pairs = [
      ("heatsweep", versions.heatsweep), ("Swift", versions.swift), ("oneDNN", versions.oneDNN),
      ("ZeroMQ", versions.zeroMQ), ("SQLite", versions.sqlite), ("CPU", versions.cpuModel),
    ]
    let results = report.analysis.records.compactMap(\.result)
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
      caption: .text("Versions and times."), columns: [.text("what"), .text("value")],
      rows: pairs.map { [.text($0.0), .text($0.1)] })
  }

  private var seeds: Table {
    let experiments = report.analysis.experiments
    let rows = experiments.map { experiment -> [Markup] in
      let records = experiment.arms.flatMap(\.records)
      return [
        .text("images of experiment \(experiment.name)"), code(unique(records.map { "\($0.trial.imageSeed)" })),
        code(unique(records.compactMap(\.result?.imageDigest))),
      ]
    }
    return Table(
      caption: .text(
        "Seeds. Everything random follows from the study’s seed; each trial’s own seed is in the list of all trials and in results.csv."
      ),
      columns: [.text("of"), .text("seed"), .text("SHA-256 of the images")],
      rows: [[.text("study"), code(["\(report.study.seed)"]), .text("–")]] + rows)
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private func code(_ texts: [String]) -> Markup {
    texts.isEmpty ? .text("–") : element("code") { texts.joined(separator: ", ") }
  }
}

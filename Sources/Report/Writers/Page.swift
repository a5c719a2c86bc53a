import Studies

/// The whole of `report.html`: one file without scripts and without any reference to another.
struct Page {
  let report: StudyReport

  func html() throws -> String {
    let analysis = report.analysis
    let experiments = try analysis.experiments.enumerated().map { position, experiment in
      try ExperimentSection(
        id: "experiment-\(position + 1)", experiment: experiment, images: report.images, examples: report.examples
      ).markup()
    }
    let body = element("body") {
      element("header") {
        element("p", ["class": "kicker"]) { "heatsweep report" }
        element("h1") { report.study.name }
        element("p", ["class": "subtitle"]) { subtitle }
        contents
      }
      element("main") {
        Finding(analysis: analysis).markup
        Notices(report: report).markup
        ComparisonTable(comparisons: analysis.comparisons).markup
        Arms(analysis: analysis).markup
        experiments
        ExcludedTrials(records: analysis.records).markup
        Reproduction(report: report).markup
        AllTrials(records: analysis.records).markup
      }
    }
    let document = element("html", ["lang": "en", "xmlns": "http://www.w3.org/1999/xhtml"]) {
      element("head") {
        element("meta", ["charset": "utf-8"])
        element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        element("title") { "\(report.study.name) – heatsweep report" }
        // The program's own text, free of markup characters; escaped it would no longer be CSS.
        element("style") { Markup(source: StyleSheet.css) }
      }
      body
    }
    return "<!DOCTYPE html>\n" + document.source + "\n"
  }

  private var contents: Markup {
    let experiments = report.analysis.experiments.enumerated().map { position, experiment in
      ("experiment-\(position + 1)", "Experiment \(experiment.name)")
    }
    let links =
      [("comparisons", "Comparisons"), ("arms", "Arms and trials")] + experiments
      + [("excluded", "Trials that do not count"), ("reproduction", "How to reproduce this"), ("trials", "All trials")]
    return element("nav", ["aria-label": "Contents"]) {
      links.map { id, title in element("a", ["href": "#\(id)"]) { title } }
    }
  }

  private var subtitle: String {
    let counts = report.analysis.counts
    let experiments = NumberText.count(report.analysis.experiments.count, "experiment")
    let part = report.study.part == nil ? "" : "A part of the study: "
    return
      "\(part)\(NumberText.count(counts.planned, "trial")) in \(experiments): \(counts.kept) kept, \(NumberText.outcomes(counts)). "
      + "Seed \(report.study.seed)."
  }
}

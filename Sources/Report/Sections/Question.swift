import Studies

/// What the study asks, and by which comparisons it meant to find out.
struct Question {
  let study: Study
  let analysis: Analysis

  var section: Section {
    let comparisons = analysis.comparisons
    var blocks: [Block] = []
    if let question = study.question {
      blocks.append(.paragraph(.strong(question)))
    } else {
      blocks.append(.missing("The study file states no question; what follows answers its planned comparisons."))
    }
    blocks.append(
      comparisons.isEmpty
        ? .note("No comparison of arms was planned.")
        : .note(
          """
          \(NumberText.count(comparisons.count, "comparison")) of \(NumberText.count(pairCount, "pair")) of arms \
          \(comparisons.count == 1 ? "was" : "were") planned\
          \(study.comparisons.isEmpty ? ": the program’s own, of every arm against the first" : " in the study file").
          """))
    return Section(id: "question", title: "Question", blocks: blocks)
  }

  private var pairCount: Int { analysis.experiments.reduce(0) { $0 + $1.pairs.count } }
}

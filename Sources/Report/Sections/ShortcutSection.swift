/// What the strength of the shortcut does, where the study varies it.
struct ShortcutSection {
  let analysis: Analysis

  /// Nil unless there are at least two strengths.
  var section: Section? {
    ShortcutStrength(analysis: analysis).figure.map { figure in
      Section(id: "shortcut-strength-section", title: "Shortcut strength", blocks: [.figure(figure)])
    }
  }
}

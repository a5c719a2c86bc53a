import Studies
import Testing

/// What is compared with what.
@Suite struct PlannedComparisonTests {
  private func study(_ comparisons: String) throws -> Study {
    try StudyFile.parse(
      text: """
        name: sample
        seed: 7
        question: Does it help?
        images: {training: 16, validation: 8, test: 4}
        epochs: 2
        batch: 8
        trials: 3
        learning_rate: {sampler: random, low: 1e-4, high: 1e-2}
        arms: [{name: a}, {name: b, heatmap: {loss: paper}}, {name: c, heatmap: {loss: dice}}]
        experiments: [{name: one, setting: size}, {name: two, setting: marker, shortcut_strength: 0.9}]
        \(comparisons)
        """, name: "study.yaml")
  }

  @Test func withoutAListTheFirstArmIsTheReference() throws {
    let study = try study("")
    #expect(study.question == "Does it help?")
    #expect(study.experiments.map(\.source.shortcutStrength) == [nil, 0.9])
    let planned = study.plannedComparisons
    #expect(Set(planned.map(\.reference)) == ["a"])
    #expect(Set(planned.map(\.arm)) == ["b", "c"])
    // No share on a marker that the first experiment has not.
    let ofOne = planned.filter { $0.experiment == "one" && $0.arm == "b" }.map(\.measure.name)
    #expect(ofOne == ["hirescam_inside", "gradcam_inside", "test_accuracy"])
    let ofTwo = planned.filter { $0.experiment == "two" && $0.arm == "c" }.map(\.measure.name)
    #expect(
      ofTwo == ["hirescam_inside", "hirescam_on_marker", "gradcam_inside", "gradcam_on_marker", "test_accuracy"])
  }

  @Test func aListSaysWhatIsPlanned() throws {
    let study = try study(
      """
      comparisons:
        - {reference: b, arms: [c], measures: [hirescam_inside, occlusion_inside]}
        - {experiment: two, reference: a, arms: [b, c], measures: [flipped_marker_swapped]}
      """)
    // Nobody measures with occlusion here.
    #expect(
      study.plannedComparisons == [
        PlannedComparison(experiment: "one", measure: .hirescamInside, reference: "b", arm: "c"),
        PlannedComparison(experiment: "two", measure: .hirescamInside, reference: "b", arm: "c"),
        PlannedComparison(experiment: "two", measure: Measure(.flippedSwapped), reference: "a", arm: "b"),
        PlannedComparison(experiment: "two", measure: Measure(.flippedSwapped), reference: "a", arm: "c"),
      ])
  }
}

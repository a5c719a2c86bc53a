import Studies
import Testing

/// Each broken study gives exactly this line, whose number leads to the mistake.
@Suite struct StudyFileErrorTests {
  @Test(arguments: [
    ("epochs: 2", "epoch: 2", "4: epoch: expected a known field, found an unknown one; did you mean `epochs`?"),
    (
      "setting: size", "setting: size\n    learning_rates: 3",
      "11: experiments[0].learning_rates: expected a known field, found an unknown one; did you mean `learning_rate`?"
    ),
    (
      "weight: 0.5", "wieght: 0.5",
      "14: experiments[0].arms[1].heatmap.wieght: expected a known field, found an unknown one; did you mean `weight`?"
    ),
    (
      "low: 1e-4", "from: 1e-4",
      "7: learning_rate.from: expected a known field, found an unknown one (known are sampler, low, high, values)"
    ),
    (
      "- name: b", "- name: b\n        trials: 2",
      "14: experiments[0].arms[1].trials: expected a known field, found an unknown one (known are name, classification, heatmap, train, optimizer, learning_rate, schedule, epochs, batch)"
    ),
    ("seed: 7", "[1]: 7", "2: expected the name of a field, found a list"),
  ])
  func unknownFields(old: String, new: String, line: String) {
    expect(old, new, line)
  }

  @Test(arguments: [
    (
      "loss: energy", "loss: right_reasons, method: gradcam",
      "14: experiments[0].arms[1].heatmap.method: expected none, since `right_reasons` asks of all classes' pixels, found `method`"
    ),
    (
      "loss: energy", "loss: energy, method: occlusion",
      "14: experiments[0].arms[1].heatmap.method: expected a method that a loss can be made of, hirescam or gradcam, found `occlusion`"
    ),
    (
      "loss: energy", "loss: energy, mask: insde",
      "14: experiments[0].arms[1].heatmap.mask: expected `inside`, `random`, `shuffled`, `whole` or `shifted`, found `insde`; did you mean `inside`?"
    ),
    (
      "loss: energy", "loss: energy, layers: [conv9]",
      "13: experiments[0].arms[1]: expected `layers` of compact, each once: conv1, conv2, conv3, conv4, conv5, found `conv9`"
    ),
    (
      "loss: energy", "loss: energy, layers: [conv4, conv4]",
      "13: experiments[0].arms[1]: expected `layers` of compact, each once: conv1, conv2, conv3, conv4, conv5, found `conv4`"
    ),
    (
      "loss: energy, weight: 0.5}", "loss: right_reasons}\n        train: head",
      "13: experiments[0].arms[1]: expected trained convolutions (`train: all`) where the heatmap loss asks of more than the last one's map, found `train: head`"
    ),
    (
      "seed: 7", "seed: 7\nmeasurement: {methods: some}",
      "3: measurement.methods: expected `all` or a list of methods, found `some`"
    ),
    (
      "seed: 7", "seed: 7\nmeasurement: {methods: [gradcam, gradcam]}",
      "3: measurement.methods[1]: expected each method once, found `gradcam`"
    ),
    (
      "seed: 7", "seed: 7\nmeasurement: {methods: all}",
      "3: measurement.methods: expected `costly_images`, test images of each class for what takes many passes, for the method integrated_gradients, found none"
    ),
    (
      "setting: size", "setting: size\n    shortcut_strength: 0.5",
      "11: experiments[0].shortcut_strength: expected none, since only the setting `marker` has a shortcut of its own, found one"
    ),
    (
      "seed: 7", "seed: 7\ncomparisons: [{reference: a, arms: [c], measures: [test_accuracy]}]",
      "3: comparisons[0].arms[0]: expected an arm of the study, found `c`"
    ),
    (
      "seed: 7", "seed: 7\ncomparisons: [{reference: a, arms: [a], measures: [test_accuracy]}]",
      "3: comparisons[0].arms[0]: expected another arm than the reference, found `a`"
    ),
    (
      "seed: 7", "seed: 7\ncomparisons: [{reference: a, arms: [b], measures: [accuracy]}]",
      "3: comparisons[0].measures[0]: expected a measure, such as hirescam_inside or test_accuracy, found `accuracy`"
    ),
    (
      "seed: 7", "seed: 7\ncomparisons: [{experiment: three, reference: a, arms: [b], measures: [test_accuracy]}]",
      "3: comparisons[0].experiment: expected an experiment of the study, found `three`"
    ),
    (
      "seed: 7", "seed: 7\nearly_stopping: {reduction: 1}",
      "3: early_stopping.reduction: expected a whole number from 2 to 100, found `1`"
    ),
  ])
  func evidence(old: String, new: String, line: String) {
    expect(old, new, line)
  }

  @Test(arguments: [
    ("seed: 7", "seed: -7", "2: seed: expected a whole number from 0 to 18446744073709551615, found `-7`"),
    ("seed: 7", "seed: \"7\"", "2: seed: expected a whole number from 0 to 18446744073709551615, found the text \"7\""),
    ("epochs: 2", "epochs: two", "4: epochs: expected a whole number from 1 to 10000, found `two`"),
    ("epochs: 2", "epochs: 2.5", "4: epochs: expected a whole number from 1 to 10000, found `2.5`"),
    ("epochs: 2", "epochs:", "4: epochs: expected a whole number from 1 to 10000, found nothing"),
    ("seed: 7", "seed: 7\nweights: [a]", "3: weights: expected `none` or the path of a safetensors file, found a list"),
    ("seed: 7", "seed: 7\nweights:", "3: weights: expected `none` or the path of a safetensors file, found nothing"),
    ("epochs: 2", "epochs: [2]", "4: epochs: expected a whole number from 1 to 10000, found a list"),
    ("epochs: 2", "epochs: {a: 2}", "4: epochs: expected a whole number from 1 to 10000, found fields"),
    (
      "weight: 0.5", "weight: 0x1p3",
      "14: experiments[0].arms[1].heatmap.weight: expected a number from 0.0 to 1000000.0, found `0x1p3`"
    ),
    (
      "loss: energy", "loss: papr",
      "14: experiments[0].arms[1].heatmap.loss: expected `paper`, `energy`, `l1`, `mask`, `dice` or `right_reasons`, found `papr`; did you mean `paper`?"
    ),
    (
      "setting: size", "setting: huge",
      "10: experiments[0].setting: expected `size`, `marker` or `corner`, found `huge`"
    ),
    (
      "setting: size", "setting: [size]",
      "10: experiments[0].setting: expected `size`, `marker` or `corner`, found a list"
    ),
    (
      "sampler: random", "sampler: bayes",
      "7: learning_rate.sampler: expected `random`, `grid`, `sobol`, `halton` or `bayesian`, found `bayes`"
    ),
    (
      "images: {training: 16, validation: 8, test: 4}", "images: 16",
      "3: images: expected the fields training, validation, test, found `16`"
    ),
    (
      "heatmap: {loss: energy, weight: 0.5}", "heatmap: yes",
      "14: experiments[0].arms[1].heatmap: expected `none` or the fields loss, method, layers, class, mask and weight, found `yes`"
    ),
    (
      "epochs: 2", "schedule: cosine\nepochs: 2",
      "4: schedule: expected `constant` or the fields warm_up and decay, found `cosine`"
    ),
    (
      "epochs: 2", "schedule: {decay: exponential}\nepochs: 2",
      "4: schedule.decay: expected `none`, `linear` or `cosine`, found `exponential`"
    ),
    (
      "- name: a\n      - name: b", "- a\n      - name: b",
      "12: experiments[0].arms[0]: expected the fields name, classification, heatmap, train, optimizer, learning_rate, schedule, epochs, batch, found `a`"
    ),
    (
      "name: sample", "name: \"a\\u0007\\nb\"",
      "1: name: expected a name of 1 to 40 letters, digits, `-` and `_` that starts with a letter or digit, found the text \"a\\u{07}\\nb\""
    ),
  ])
  func wrongTypes(old: String, new: String, line: String) {
    expect(old, new, line)
  }

  @Test(arguments: [
    ("name: sample\n", "", "1: expected the field `name`, found none"),
    ("seed: 7\n", "", "1: expected the field `seed`, found none"),
    (
      "epochs: 2\n", "",
      "11: experiments[0].arms[0]: expected `epochs` in the arm, the experiment or the study, found none"
    ),
    (
      "batch: 8\n", "",
      "11: experiments[0].arms[0]: expected `batch` in the arm, the experiment or the study, found none"
    ),
    (
      "learning_rate: {sampler: random, low: 1e-4, high: 1e-2}\n", "",
      "11: experiments[0].arms[0]: expected `learning_rate` in the arm, the experiment or the study, found none"
    ),
    ("trials: 3\n", "", "8: experiments[0]: expected `trials` in the experiment or the study, found none"),
    (
      "images: {training: 16, validation: 8, test: 4}\n", "",
      "8: experiments[0]: expected `images` in the experiment or the study, found none"
    ),
    (
      "    setting: size\n", "",
      "9: experiments[0]: expected `setting`, or `data` for images of your own, found neither"
    ),
    (", test: 4", "", "3: images: expected the field `test`, found none"),
    (", high: 1e-2", "", "7: learning_rate: expected the field `high`, found none"),
    ("epochs: 2", "schedule: {warm_up: 0.1}\nepochs: 2", "4: schedule: expected the field `decay`, found none"),
    ("loss: energy, ", "", "14: experiments[0].arms[1].heatmap: expected the field `loss`, found none"),
    (
      "sampler: random, low: 1e-4, high: 1e-2", "sampler: grid",
      "7: learning_rate: expected the field `values`, found none"
    ),
    (
      "    setting: marker\n    arms:\n      - name: a\n", "    setting: marker\n",
      "15: experiments[1]: expected `arms` in the experiment or the study, found none"
    ),
  ])
  func missingFields(old: String, new: String, line: String) {
    expect(old, new, line)
  }

  @Test(arguments: [
    ("trials: 3", "trials: 0", "6: trials: expected a whole number from 1 to 100000, found `0`"),
    ("trials: 3", "trials: -1", "6: trials: expected a whole number from 1 to 100000, found `-1`"),
    (
      "trials: 3", "trials: 99999999999999999999",
      "6: trials: expected a whole number from 1 to 100000, found `99999999999999999999`"
    ),
    ("trials: 3", "trials: 50000", "8: experiments: expected at most 100000 trials in all, found more"),
    ("batch: 8", "batch: 0", "5: batch: expected a whole number from 1 to 1024, found `0`"),
    (
      "batch: 8", "batch: 17",
      "12: experiments[0].arms[0]: expected a batch of at most the 16 training images of experiment `one`, found a batch of 17"
    ),
    (
      "training: 16", "training: 18",
      "3: images.training: expected a multiple of 4, as many images of each class, found `18`"
    ),
    ("test: 4", "test: 0", "3: images.test: expected a whole number from 4 to 100000, found `0`"),
    (
      "weight: 0.5", "weight: -0.5",
      "14: experiments[0].arms[1].heatmap.weight: expected a number from 0.0 to 1000000.0, found `-0.5`"
    ),
    (
      "weight: 0.5", "weight: nan",
      "14: experiments[0].arms[1].heatmap.weight: expected a number from 0.0 to 1000000.0, found `nan`"
    ),
    (
      "weight: 0.5", "weight: .nan",
      "14: experiments[0].arms[1].heatmap.weight: expected a number from 0.0 to 1000000.0, found `.nan`"
    ),
    (
      "weight: 0.5", "weight: 1e999",
      "14: experiments[0].arms[1].heatmap.weight: expected a number from 0.0 to 1000000.0, found `1e999`"
    ),
    ("low: 1e-4", "low: 1e-1", "7: learning_rate.high: expected a number of at least low, 0.1, found `1e-2`"),
    ("low: 1e-4", "low: 0", "7: learning_rate.low: expected a number from 1e-12 to 10.0, found `0`"),
    ("high: 1e-2", "high: inf", "7: learning_rate.high: expected a number from 1e-12 to 10.0, found `inf`"),
    (
      "high: 1e-2", "high: 1e-2, values: [1]",
      "7: learning_rate.values: expected low and high, found a field of other samplers"
    ),
    (
      "sampler: random, low: 1e-4, high: 1e-2", "sampler: grid, values: []",
      "7: learning_rate.values: expected a list of numbers, found an empty list"
    ),
    (
      "sampler: random, low: 1e-4, high: 1e-2", "sampler: grid, values: [1e-3, 0]",
      "7: learning_rate.values[1]: expected a number from 1e-12 to 10.0, found `0`"
    ),
    (
      "sampler: random, low: 1e-4, high: 1e-2", "sampler: grid, values: [1], low: 1",
      "7: learning_rate.low: expected values, found a field of other samplers"
    ),
    (
      "epochs: 2", "minimum_validation_accuracy: 95\nepochs: 2",
      "4: minimum_validation_accuracy: expected a number from 0.0 to 1.0, found `95`"
    ),
    (
      "epochs: 2", "schedule: {warm_up: 10, decay: none}\nepochs: 2",
      "4: schedule.warm_up: expected a number from 0.0 to 1.0, found `10`"
    ),
    ("- name: b", "- name: A", "13: experiments[0].arms[1].name: expected a name that no other arm has, found `A`"),
    ("- name: two", "- name: one", "15: experiments[1]: expected a name that no other experiment has, found `one`"),
    (
      "- name: b", "- name: ../b",
      "13: experiments[0].arms[1].name: expected a name of 1 to 40 letters, digits, `-` and `_` that starts with a letter or digit, found `../b`"
    ),
    (
      "- name: b", "- name: ''",
      "13: experiments[0].arms[1].name: expected a name of 1 to 40 letters, digits, `-` and `_` that starts with a letter or digit, found the text \"\""
    ),
    (
      "marker\n    arms:\n      - name: a\n", "marker\n    arms: []\n",
      "17: experiments[1].arms: expected a list of arms, found an empty list"
    ),
    (
      "marker\n    arms:\n      - name: a\n", "marker\n    arms: &again [*again]\n",
      "17: expected YAML, found an error: found undefined alias"
    ),
  ])
  func impossibleValues(old: String, new: String, line: String) {
    expect(old, new, line)
  }

  @Test func valuesThatNoArmUsesAreCheckedToo() {
    let text = "heatmap: {loss: papr}\n" + StudySamples.valid
    #expect(
      StudySamples.failure(text)
        == "study.yaml:1: heatmap.loss: expected `paper`, `energy`, `l1`, `mask`, `dice` or `right_reasons`, found `papr`; did you mean `paper`?"
    )
  }

  @Test func namesThatAddUpToTheSameTrialAreRefused() {
    let text = StudySamples.valid.replacing("- name: one", with: "- name: x-y").replacing(
      "- name: two", with: "- name: x"
    )
    .replacing("marker\n    arms:\n      - name: a\n", with: "marker\n    arms: [{name: y-b}]\n")
    #expect(
      StudySamples.failure(text)
        == "study.yaml:15: experiments[1]: expected names of experiment and arm that no others add up to, found `x-y-b`"
    )
  }

  @Test func longValuesAreCutShort() {
    let text = StudySamples.valid(replacing: "epochs: 2", by: "epochs: " + String(repeating: "x", count: 5000))
    let cut = String(repeating: "x", count: 40) + "..."
    #expect(
      StudySamples.failure(text) == "study.yaml:4: epochs: expected a whole number from 1 to 10000, found `\(cut)`")
  }

  private func expect(_ old: String, _ new: String, _ line: String) {
    #expect(StudySamples.failure(StudySamples.valid(replacing: old, by: new)) == "study.yaml:" + line)
  }
}

import Foundation
import Studies
import Testing

/// A part of a study is its first trials as they are in the whole, and says that it is a part.
@Suite struct StudyPartTests {
  private let whole: Study
  private let file: URL

  init() throws {
    file = FileManager.default.temporaryDirectory.appending(path: "part-\(UUID().uuidString).yaml")
    whole = try StudyFile.parse(text: StudySamples.valid, name: "study.yaml")
  }

  private func load(
    _ text: String = StudySamples.valid, trials: Int? = nil, images: Int? = nil
  ) throws -> (study: Study, text: String) {
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try StudyFile.load(path: file.path, trials: trials, images: images)
  }

  @Test func hasTheFirstTrialsOfEveryArm() throws {
    let (study, text) = try load(trials: 2)
    #expect(
      study.trials().map(\.key) == ["one-a-00", "one-a-01", "one-b-00", "one-b-01", "two-a-00", "two-a-01"])
    for trial in study.trials() {
      var same = try #require(whole.trials().first { $0.key == trial.key })
      // What it says of the whole experiment is not used in training.
      same.number = trial.number
      same.experiment.trials = 2
      #expect(same == trial)
    }
    #expect(study.wholeTrials == 9)
    #expect(study.part == StudyPart(trials: 2, images: nil, whole: whole.experiments))
    // From its text alone, as `resume` and `report` read it.
    #expect(try StudyFile.parse(text: text, name: "study.yaml") == study)
    #expect(StudyFile.text(ofWholeOf: study, text: text) == StudySamples.valid)
  }

  @Test func hasAtMostSoManyImagesOfEachKind() throws {
    let (study, _) = try load(images: 8)
    #expect(
      study.experiments.map(\.images) == Array(repeating: ImageCounts(training: 8, validation: 8, test: 4), count: 2))
    #expect(study.trials().map(\.seed) == whole.trials().map(\.seed))
    #expect(study.trials().map(\.imageSeed) == whole.trials().map(\.imageSeed))
    #expect(study.trials().map(\.learningRate) == whole.trials().map(\.learningRate))
    #expect(study.part?.description == "at most 8 images of each kind")
  }

  @Test func moreThanThereIsIsAllThereIs() throws {
    let (study, _) = try load(trials: 99, images: 400)
    #expect(study.experiments == whole.experiments)
    #expect(study.part?.description == "the first 99 trials of each arm, at most 400 images of each kind")
  }

  @Test func keepsTheNamesOfALargeStudysTrials() throws {
    let text = StudySamples.valid(replacing: "trials: 3", by: "trials: 120")
    #expect(try load(text, trials: 1).study.trials().map(\.key) == ["one-a-000", "one-b-000", "two-a-000"])
  }

  @Test func withoutOptionsIsTheWholeStudy() throws {
    let (study, text) = try load()
    #expect(study == whole && study.part == nil && text == StudySamples.valid)
    #expect(study.wholeTrials == 9)
    #expect(StudyFile.text(ofWholeOf: study, text: text) == text)
  }

  @Test func mayStandInTheFile() throws {
    let study = try StudyFile.parse(text: "part: {trials: 1}\n" + StudySamples.valid, name: "study.yaml")
    #expect(study.trials().count == 3)
    #expect(study.part?.trials == 1)
  }

  @Test(arguments: [
    ("part: {}", "part: expected `trials`, `images` or both, found none"),
    ("part: 3", "part: expected the fields trials, images, found `3`"),
    ("part: {trials: 0}", "part.trials: expected a whole number from 1 to 100000, found `0`"),
    ("part: {images: 10}", "part.images: expected a multiple of 4, as many images of each class, found `10`"),
    ("part: {images: 4}", "part.images: expected at least as many images as the largest batch, 8, found `4`"),
    ("part: {image: 8}", "part.image: expected a known field, found an unknown one; did you mean `images`?"),
  ])
  func isRefusedWithOneLine(field: String, problem: String) {
    #expect(StudySamples.failure("\(field)\n" + StudySamples.valid) == "study.yaml:1: \(problem)")
  }

  @Test func cannotBeAskedForTwice() {
    let error = #expect(throws: StudyFileError.self) { try load("part: {trials: 1}\n" + StudySamples.valid, trials: 2) }
    #expect(
      error?.description
        == "\(file.path): part: expected none, since --trials or --images ask for another part, found one")
  }

  @Test(arguments: [
    "{name: x, seed: 1, images: {training: 4, validation: 4, test: 4}, epochs: 1, batch: 1, trials: 2, "
      + "learning_rate: {sampler: grid, values: [0.1]}, experiments: [{name: a, setting: size, arms: [{name: b}]}]}",
    StudySamples.valid + "...\n",
  ])
  func needsAFileThatAFieldCanBeAddedTo(text: String) throws {
    #expect(StudySamples.failure(text) == nil)
    let error = #expect(throws: StudyFileError.self) { try load(text, trials: 1) }
    #expect(error?.description.contains("expected a file with a field a line") == true)
  }
}

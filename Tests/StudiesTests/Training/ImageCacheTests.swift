import CardiacMRI
import Images
import Studies
import Testing

/// Trials of one experiment share their images; those of another have their own.
@Suite struct ImageCacheTests {
  /// Where the pixels lie: two sets at one place are one set.
  private func place(_ images: TrialImages) -> UInt {
    images.training.labels.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  @Test func anExperimentsImagesAreDrawnOnce() throws {
    let arms = [TrainingSamples.arm("a"), TrainingSamples.arm("b", hasHeatmap: true)]
    let trials = TrainingSamples.trials(arms, trials: 2)
    let cache = ImageCache()
    let own = try trials.filter { $0.experiment.name == "one" }.map { try cache.images(for: $0) }
    #expect(own.count == 4)
    #expect(Set(own.map(place)).count == 1)
    let other = try cache.images(for: trials[4])
    #expect(trials[4].experiment.name == "two")
    #expect(other.digest != own[0].digest && other.training.intensities != own[0].training.intensities)
    // Whoever draws them: the trial alone decides.
    #expect(try cache.images(for: trials[0]).digest == own[0].digest)
    #expect(try ImageCache().images(for: trials[0]).digest == own[0].digest)
  }

  @Test func everythingThatImagesDependOnTellsThemApart() throws {
    let trial = TrainingSamples.trial()
    var (setting, counts, seed) = (trial, trial, trial)
    setting.experiment.source = .drawn(.marker, shortcutStrength: nil)
    counts.experiment.images.test = 12
    seed.imageSeed += 1
    let cache = ImageCache()
    let digests = try [trial, setting, counts, seed].map { try cache.images(for: $0).digest }
    #expect(Set(digests).count == 4)
  }

  @Test func theThreeSetsDoNotOverlap() {
    let images = TrainingSamples.images
    let all = [images.training, images.validation, images.test].flatMap { set in
      (0..<set.count).map { set.bytes(of: $0) }
    }
    #expect(all.count == 56)
    #expect(Set(all).count == 56)
  }
}

import CardiacMRI
import Studies
import Testing

/// Trials of one experiment share their images; those of another have their own.
@Suite struct ImageCacheTests {
  /// Where the pixels lie: two sets at one place are one set.
  private func place(_ images: TrialImages) -> UInt {
    images.training.pixels.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  @Test func anExperimentsImagesAreDrawnOnce() {
    let arms = [TrainingSamples.arm("a"), TrainingSamples.arm("b", hasHeatmap: true)]
    let trials = TrainingSamples.trials(arms, trials: 2)
    let cache = ImageCache()
    let own = trials.filter { $0.experiment.name == "one" }.map(cache.images)
    #expect(own.count == 4)
    #expect(Set(own.map(place)).count == 1)
    let other = cache.images(for: trials[4])
    #expect(trials[4].experiment.name == "two")
    #expect(other.digest != own[0].digest && other.training.pixels != own[0].training.pixels)
    // Whoever draws them: the trial alone decides.
    #expect(cache.images(for: trials[0]).digest == own[0].digest)
    #expect(ImageCache().images(for: trials[0]).digest == own[0].digest)
  }

  @Test func everythingThatImagesDependOnTellsThemApart() {
    let trial = TrainingSamples.trial()
    var (setting, counts, seed) = (trial, trial, trial)
    setting.experiment.setting = .marker
    counts.experiment.images.test = 12
    seed.imageSeed += 1
    let cache = ImageCache()
    let digests = [trial, setting, counts, seed].map { cache.images(for: $0).digest }
    #expect(Set(digests).count == 4)
  }

  @Test func theThreeSetsDoNotOverlap() {
    let images = TrainingSamples.images
    let all = [images.training, images.validation, images.test].flatMap { set in
      (0..<set.count).map { Array(set.pixels[set.range(of: $0)]) }
    }
    #expect(all.count == 56)
    #expect(Set(all).count == 56)
  }
}

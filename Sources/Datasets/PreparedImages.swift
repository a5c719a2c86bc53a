import Images

/// The three sets of images of an experiment, all of one format, and what was found while they were prepared.
public struct PreparedImages: Sendable {
  public let training: ImageDataset
  public let validation: ImageDataset
  public let test: ImageDataset
  public let findings: DatasetFindings
}

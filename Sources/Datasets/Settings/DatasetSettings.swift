/// What a study file says under `data:` of images of one's own.
///
/// It travels with a trial as JSON; its paths are absolute once it was read with a directory.
public struct DatasetSettings: Codable, Sendable, Equatable {
  /// Where images, masks and classes come from.
  public var source: DatasetSource
  /// Which slices of volumes are images.
  public var slices = SliceChoice.masked
  /// Which moments of the heartbeat are read from the ACDC challenge's layout.
  public var phases = CardiacPhase.allCases
  /// The classes, in this order; images of others are left out. Nil: all, sorted; of the ACDC challenge, in its own order.
  public var classes: [String]?
  /// What the codes of masks stand for.
  public var codes = RegionCodes()
  /// Millimetres that a pixel of a volume should measure; nil for what it measures.
  public var spacing: Double?
  /// A window that is cut out of every image, before it is brought to its size.
  public var crop: Crop?
  /// Rows and columns of the prepared images; nil for those that the images have.
  public var size: PixelSize?
  /// Which intensities become black and white; nil: `full` for files of 8 bits, else percentiles 0.5 and 99.5.
  public var intensities: IntensityScaling?
  /// Nil: gray, unless an image has three channels.
  public var color: ColorMode?
  /// The shares of the three parts where the files do not say which image belongs to which; nil for the usual ones.
  public var shares: PartShares?
  /// What is done about classes of different sizes in training.
  public var balance = ClassBalance.none

  /// The usual settings, for images of this source.
  public init(source: DatasetSource) {
    self.source = source
  }

  /// What to call the dataset: the last part of its path.
  public var name: String { source.name }
}

/// Which slices of a volume are images.
public enum SliceChoice: String, Codable, Sendable, CaseIterable {
  /// All of them.
  case all
  /// Those whose mask has a pixel inside; of a volume without mask the one in the middle.
  case masked
  /// The one in the middle.
  case middle
}

/// The moments of the heartbeat that have a segmentation in the ACDC challenge.
public enum CardiacPhase: String, Codable, Sendable, CaseIterable {
  case endDiastole = "ED"
  case endSystole = "ES"
}

/// Whether images are gray or red, green and blue.
public enum ColorMode: String, Codable, Sendable, CaseIterable {
  /// One channel. Of colours, ITU-R BT.601's luma: 0.299 red + 0.587 green + 0.114 blue.
  case gray
  /// Three channels. Gray images have the same in all three.
  case rgb
}

/// What is done about classes of different sizes in training.
public enum ClassBalance: String, Codable, Sendable, CaseIterable {
  /// Nothing.
  case none
  /// Images of smaller classes are repeated until all classes are as large as the largest.
  case oversample
  /// Images of larger classes are left out until all classes are as small as the smallest.
  case undersample
}

/// A prepared image and what its dataset says of it.
struct Sample {
  var image: PreparedImage
  /// A place in the list of classes.
  var kind: Int
  var patient: Patient
  /// Nil as long as it is not drawn.
  var part: DatasetPart?
  /// Names file and slice.
  var name: String
  /// The SHA-256 of the image's size and intensities.
  var digest: String
}

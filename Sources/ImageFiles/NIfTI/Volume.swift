import Foundation

/// The voxels of a NIfTI-1 file, `.nii` or compressed by gzip, in either order of bytes: one volume, or one for each of several
/// moments. They are decoded when they are asked for, and scaled as the file says (`scl_slope`, `scl_inter`); nothing is turned
/// or resampled, and the orientation (`qform`, `sform`) is not read. NIfTI-2, pairs of `.hdr` and `.img`, complex numbers and colours
/// are refused.
public struct Volume: Sendable {
  /// Voxels along i, whose neighbours are neighbours in the file.
  public let width: Int
  /// Voxels along j.
  public let height: Int
  /// Voxels along k.
  public let slices: Int
  /// Moments.
  public let frames: Int
  /// Distances of neighbours along i, j and k in millimetres; 1 along a dimension of one voxel where the file does not say.
  public let spacing: (x: Double, y: Double, z: Double)
  private let header: NIfTIHeader
  private let voxels: FileBytes

  /// Opens a file of at most 2^28 voxels, which must not change while the volume is in use.
  public init(contentsOf url: URL) throws(ImageFileError) {
    try self.init(FileBytes(contentsOf: url))
  }

  /// Opens the contents of a file; `file` is what errors call it.
  public init(data: Data, file: String) throws(ImageFileError) {
    try self.init(FileBytes(data, file: file))
  }

  private init(_ bytes: FileBytes) throws(ImageFileError) {
    (header, voxels) = bytes.has([0x1F, 0x8B]) ? try Self.inflated(bytes) : try Self.plain(bytes)
    (width, height, slices, frames) = (header.extents[0], header.extents[1], header.extents[2], header.extents[3])
    spacing = header.spacing
  }

  /// The values of slice `k` at a moment, height x width: row j, column i. Both have to be in the volume.
  public func slice(_ k: Int, frame: Int) -> [Float] {
    precondition((0..<slices).contains(k) && (0..<frames).contains(frame), "no such slice")
    let count = height * width
    let (size, start) = (header.format.size, (frame * slices + k) * count)
    let isScaled = header.slope != 1 || header.intercept != 0
    guard isScaled else { return decode(count, at: start * size) }
    // In double precision, rounded once, as nibabel does.
    let stored: [Double] = decode(count, at: start * size)
    return stored.map { Float($0 * header.slope + header.intercept) }
  }

  private func decode<Number: DecodedNumber>(_ count: Int, at offset: Int) -> [Number] {
    var numbers: [Number] = []
    header.format.append(count, of: voxels.data.bytes, at: offset, stride: header.format.size, to: &numbers)
    return numbers
  }

  private static func plain(_ bytes: FileBytes) throws(ImageFileError) -> (NIfTIHeader, FileBytes) {
    let header = try NIfTIHeader(bytes)
    guard bytes.count == header.offset + header.voxelBytes else {
      throw bytes.failure("expected \(header.offset + header.voxelBytes) bytes, found \(bytes.count)")
    }
    return (header, try bytes.part(header.offset, count: header.voxelBytes))
  }

  private static func inflated(_ bytes: FileBytes) throws(ImageFileError) -> (NIfTIHeader, FileBytes) {
    let inflater = try Inflater(bytes, .gzip)
    let header = try NIfTIHeader(FileBytes(try inflater.read(NIfTIHeader.size), file: bytes.file))
    try inflater.skip(header.offset - NIfTIHeader.size)
    let voxels = FileBytes(try inflater.read(header.voxelBytes), file: bytes.file)
    try inflater.finish()
    return (header, voxels)
  }
}

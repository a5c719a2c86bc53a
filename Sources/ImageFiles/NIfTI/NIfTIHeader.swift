/// What stands before the voxels in a NIfTI-1 file: the fields of `nifti1.h` that say how to read them.
struct NIfTIHeader {
  /// Bytes of the header, and of the smallest offset of voxels in a single file.
  static let size = 348
  static let smallestOffset = 352

  /// Along i (fastest), j, k and time.
  let extents: [Int]
  let spacing: (x: Double, y: Double, z: Double)
  let format: NumberFormat
  /// The byte at which the voxels begin.
  let offset: Int
  /// A voxel's value is its stored number times this...
  let slope: Double
  /// ... plus this.
  let intercept: Double

  /// Bytes of the voxels.
  var voxelBytes: Int { extents.reduce(format.size, *) }

  /// - Parameter bytes: the file, of which the first 348 are read.
  init(_ bytes: FileBytes) throws(ImageFileError) {
    guard bytes.count >= Self.size else {
      throw bytes.failure("expected a NIfTI-1 file, found \(bytes.count) bytes")
    }
    // The first field is the header's size, in the file's order of bytes.
    let sizes = [try bytes.integer(Int32.self, at: 0), try bytes.integer(Int32.self, at: 0, isBigEndian: true)]
    let isBigEndian = sizes[1] == Self.size
    guard sizes.contains(Int32(Self.size)) else {
      throw bytes.failure("expected a NIfTI-1 file, found \(sizes.contains(540) ? "NIfTI-2" : "other contents")")
    }
    guard bytes.has(Array("n+1\0".utf8), at: 344) else {
      let isPair = bytes.has(Array("ni1\0".utf8), at: 344)
      throw bytes.failure(
        "expected a NIfTI-1 file, found \(isPair ? "one half of a pair .hdr, .img" : "other contents")")
    }
    let fields = NIfTIFields(bytes: bytes, isBigEndian: isBigEndian)
    extents = try fields.extents()
    spacing = try fields.spacing(extents)
    format = NumberFormat(kind: try fields.kind(), isBigEndian: isBigEndian)
    offset = try fields.offset()
    (slope, intercept) = try fields.scaling()
  }
}

import Foundation
import ImageFiles
import Testing

@Suite struct VolumeTests {
  struct Case: Decodable {
    var file: String
    var shape: [Int]
    var spacing: [Double]
    var slices: [[Float]]
  }

  private func distances(_ volume: Volume) -> [Double] { [volume.spacing.x, volume.spacing.y, volume.spacing.z] }

  @Test func equalsNibabel() throws {
    let cases: [Case] = try Golden.cases("nifti")
    #expect(cases.count == 30)
    for golden in cases {
      let name = Comment(rawValue: golden.file)
      let volume = try Volume(contentsOf: Golden.url(golden.file))
      #expect([volume.width, volume.height, volume.slices, volume.frames] == golden.shape, name)
      #expect(distances(volume) == golden.spacing, name)
      for (index, expected) in golden.slices.enumerated() {
        let slice = volume.slice(index % volume.slices, frame: index / volume.slices)
        #expect(isSame(slice, expected), name)
      }
    }
  }

  @Test func readsWhatTheBuilderBuilds() throws {
    let volume = try Volume(data: BuiltNIfTI().file(), file: "file")
    #expect(volume.slice(1, frame: 0) == (12..<24).map { Float($0) })
    #expect(distances(volume) == [1.5, 1.25, 8])
  }

  @Test(arguments: [
    ("refused-nifti2.nii", "found NIfTI-2"), ("refused-pair.hdr", "found one half of a pair .hdr, .img"),
    ("refused-complex.nii", "(datatype), found 32"), ("refused-colors.nii", "(datatype), found 128"),
    ("words.npy", "expected a NIfTI-1 file, found 188 bytes"),
  ])
  func refusesOtherFiles(_ name: String, _ reason: String) throws {
    let url = try Golden.url(name)
    expectError(reason, file: url.path) { _ = try Volume(contentsOf: url) }
  }

  @Test func refusesFieldsThatLie() throws {
    func refused(_ reason: String, _ change: (inout BuiltNIfTI) -> Void) throws {
      var built = BuiltNIfTI()
      change(&built)
      let file = built.file()
      expectError(reason) { _ = try Volume(data: file, file: "file") }
      let zipped = try compressed(file, window: 31)
      expectError(reason) { _ = try Volume(data: zipped, file: "file") }
    }
    for count in [-1, 0, 1, 8, .max] as [Int16] {
      try refused("expected 2 to 4 dimensions (dim[0]), found \(count)") { $0.dimensions[0] = count }
    }
    try refused("expected at least one voxel along each dimension") { $0.dimensions[1] = -4 }
    try refused("expected at least one voxel along each dimension") { $0.dimensions[3] = 0 }
    try refused("expected at most 4 dimensions") { $0.dimensions = [5, 4, 3, 2, 1, 2, 1, 1] }
    try refused("expected at most 268435456 voxels") { $0.dimensions = [4, .max, .max, .max, .max, 1, 1, 1] }
    try refused("(datatype), found 0") { $0.type = 0 }
    try refused("(datatype), found 1536") { $0.type = 1536 }
    for offset in [0, 351, 352.5, -352, 0x1p25, .nan, .infinity, -.infinity, 1e30] as [Float] {
      try refused("expected voxels from byte 352 on (vox_offset)") { $0.offset = offset }
    }
    for distance in [0, .nan, .infinity] as [Float] {
      try refused("expected a distance of voxels (pixdim[2])") { $0.spacing[2] = distance }
    }
    try refused("expected a number (scl_inter), found nan") { ($0.slope, $0.intercept) = (2, .nan) }
    try refused("expected a number (scl_inter), found inf") { ($0.slope, $0.intercept) = (2, .infinity) }
    try refused("found other contents") { $0.magic = "xyz\0" }
    try refused("found other contents") { $0.headerSize = 347 }
  }

  @Test func theSizeHasToBeTheHeaders() throws {
    for voxels in [23, 25] {
      let file = BuiltNIfTI(voxels: voxels).file()
      expectError("expected 400 bytes, found \(file.count)") { _ = try Volume(data: file, file: "file") }
      let zipped = try compressed(file, window: 31)
      expectError("found \(voxels == 23 ? "fewer" : "more bytes than its header says")") {
        _ = try Volume(data: zipped, file: "file")
      }
    }
  }

  @Test func scalesAsTheHeaderSays() throws {
    func first(_ slope: Float, _ intercept: Float) throws -> [Float] {
      let file = BuiltNIfTI(slope: slope, intercept: intercept).file()
      return Array(try Volume(data: file, file: "file").slice(0, frame: 0).prefix(3))
    }
    #expect(try first(2, 1) == [1, 3, 5])
    #expect(try first(1, 1) == [1, 2, 3])
    #expect(try first(-0.5, 0) == [0, -0.5, -1])
    for slope in [0, .nan, .infinity] as [Float] { #expect(try first(slope, 7) == [0, 1, 2]) }
  }

  @Test func negativeAndMissingDistances() throws {
    let negative = BuiltNIfTI(spacing: [-1, -2, 3, -4, 0, 0, 0, 0]).file()
    #expect(try distances(Volume(data: negative, file: "file")) == [2, 3, 4])
    let plane = BuiltNIfTI(dimensions: [2, 4, 6, 0, 0, 0, 0, 0], spacing: [1, 2, 3, 0, 0, 0, 0, 0]).file()
    let volume = try Volume(data: plane, file: "file")
    #expect(distances(volume) == [2, 3, 1])
    #expect(volume.slices == 1 && volume.frames == 1)
  }
}

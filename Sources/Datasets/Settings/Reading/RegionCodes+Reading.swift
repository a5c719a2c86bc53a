import Documents

extension RegionCodes {
  /// What codes stand for where the study file does not say it.
  static func usual(for source: DatasetSource) -> RegionCodes {
    var codes = RegionCodes()
    switch source {
    case .acdc: codes.inside = [1, 2, 3]
    case .preprocessed: (codes.inside, codes.fat, codes.marker) = ([11, 12, 13, 14], [15], [16])
    case .table, .archive, .arrays: break
    }
    return codes
  }

  init(_ fields: DocumentFields, usual: RegionCodes) throws {
    self = usual
    if let field = fields["inside"] { inside = try Self.codes(field) }
    if let field = fields["regions"] {
      let regions = try field.fields(known: ["fat", "marker"])
      fat = try regions["fat"].map(Self.codes) ?? []
      marker = try regions["marker"].map(Self.codes) ?? []
    } else {
      // What is inside by the study file is nothing else by custom.
      fat.removeAll { inside?.contains($0) == true }
      marker.removeAll { inside?.contains($0) == true }
    }
    let all = (inside ?? []) + fat + marker
    guard let field = fields["regions"] ?? fields["inside"],
      let twice = all.first(where: { code in all.count { $0 == code } > 1 })
    else { return }
    throw field.error(expected: "each code in one region", found: "\(twice) in two")
  }

  private static func codes(_ field: DocumentField) throws -> [UInt8] {
    var codes: [UInt8] = []
    for item in try field.items(expected: "codes from 1 to 255") {
      // In the range of a byte by the test.
      let code = UInt8(try item.integer(in: 1...255))
      guard !codes.contains(code) else { throw item.error(expected: "each code once") }
      codes.append(code)
    }
    return codes
  }
}

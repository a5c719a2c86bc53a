import Kernels

/// What a study file says of `instruction_set`.
enum InstructionSetSetting: String, CaseIterable {
  /// The widest that each worker's CPU has.
  case native
  case avx2, avx512

  /// Nil where nothing is pinned.
  var pinned: InstructionSet? {
    switch self {
    case .native: nil
    case .avx2: .lanes8
    case .avx512: .lanes16
    }
  }
}

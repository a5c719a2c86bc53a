import CProcessor
import Foundation
import Loops
import Loops8

#if arch(x86_64)
  import Loops16
#endif

/// What the CPU can do, as far as the kernels care.
public enum InstructionSet: String, Sendable, CaseIterable {
  /// Registers of eight floats: AVX2 with fused multiply-add on x86-64, pairs of NEON registers on ARM.
  case lanes8 = "AVX2"
  /// AVX-512 with its F, BW, CD, DQ and VL parts.
  case lanes16 = "AVX-512"

  /// The widest that the CPU has, or AVX2 where the environment's `HEATSWEEP_MAX_CPU_ISA` is `AVX2`; chosen once.
  public static let current: InstructionSet = {
    #if arch(x86_64)
      let limit = ProcessInfo.processInfo.environment["HEATSWEEP_MAX_CPU_ISA"]
      return heatsweep_cpu_has_avx512() != 0 && limit != "AVX2" ? .lanes16 : .lanes8
    #else
      return .lanes8
    #endif
  }()

  package var loops: any VectorLoops.Type {
    switch self {
    case .lanes8: Loops8.Bodies.self
    case .lanes16:
      #if arch(x86_64)
        Loops16.Bodies.self
      #else
        Loops8.Bodies.self
      #endif
    }
  }
}

/// The hot loops for this CPU.
let loops: any VectorLoops.Type = InstructionSet.current.loops

import COneDNN
import CProcessor
import Foundation
import Loops
import Loops8
import Synchronization

#if arch(x86_64)
  import Loops16
#endif

/// What the CPU can do, as far as the kernels care. Sums are rounded differently with each.
public enum InstructionSet: String, Codable, Sendable, CaseIterable {
  /// Registers of eight floats: AVX2 with fused multiply-add on x86-64, pairs of NEON registers on ARM.
  case lanes8 = "avx2"
  /// AVX-512 with its F, BW, CD, DQ and VL parts.
  case lanes16 = "avx512"

  /// The widest that the CPU has. Where the environment's `HEATSWEEP_MAX_CPU_ISA` is `AVX2`, it is taken for one without AVX-512.
  public static let widest: InstructionSet = {
    #if arch(x86_64)
      let limit = ProcessInfo.processInfo.environment["HEATSWEEP_MAX_CPU_ISA"]
      return heatsweep_cpu_has_avx512() != 0 && limit != "AVX2" ? .lanes16 : .lanes8
    #else
      return .lanes8
    #endif
  }()

  /// What this process computes with: the pinned one, or the widest. Chosen once.
  public static let current: InstructionSet = pinned.withLock { $0 } ?? widest

  private static let pinned = Mutex<InstructionSet?>(nil)

  /// Fixes what this process computes with, our own loops and oneDNN's alike, so that CPUs of several kinds give the same bits.
  /// To be called before anything is computed; once more with the same set changes nothing.
  ///
  /// - Throws: `InstructionSetError` where the CPU lacks it, or something else was computed with before.
  public static func pin(_ set: InstructionSet) throws {
    guard set.isAvailable else { throw InstructionSetError.missing(set) }
    let isFirst = pinned.withLock { pinned in
      defer { pinned = pinned ?? set }
      return pinned == nil
    }
    guard current == set, !isFirst || limitOneDNN() else { throw InstructionSetError.inUse(set) }
  }

  /// As the study file and the results have it.
  public var name: String {
    #if arch(x86_64)
      rawValue
    #else
      "neon"
    #endif
  }

  /// Other kinds of CPU have none of these.
  private var isAvailable: Bool {
    #if arch(x86_64)
      self == .lanes8 || Self.widest == .lanes16
    #else
      false
    #endif
  }

  /// Holds oneDNN back from what our own loops do not use either, where that was asked for.
  ///
  /// - Returns: whether it obeys, which it does before its first product.
  @discardableResult static func limitOneDNN() -> Bool {
    guard pinned.withLock({ $0 }) != nil || (current == .lanes8 && heatsweep_cpu_has_avx512() != 0) else { return true }
    return dnnl_set_max_cpu_isa(current == .lanes8 ? dnnl_cpu_isa_avx2 : dnnl_cpu_isa_avx512_core) == dnnl_success
  }

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

/// Why a process cannot compute with an instruction set, in one line.
public enum InstructionSetError: Error, Equatable, CustomStringConvertible {
  case missing(InstructionSet)
  case inUse(InstructionSet)

  public var description: String {
    switch self {
    case .missing(let set):
      "instruction_set: the study wants \(set.rawValue), which this CPU (\(Processor.model)) lacks"
    case .inUse(let set):
      "instruction_set: the study wants \(set.rawValue), and this process has computed with another one; start it again"
    }
  }
}

/// The hot loops for this CPU.
let loops: any VectorLoops.Type = InstructionSet.current.loops

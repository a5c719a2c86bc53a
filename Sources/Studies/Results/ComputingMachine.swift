import Kernels

/// What a trial was computed with. No result depends on it but for the instruction set.
public struct ComputingMachine: Codable, Sendable, Equatable {
  /// The CPU's model, in its maker's words.
  public var cpu: String
  /// `avx2` or `avx512`; `neon` on ARM.
  public var instructionSet: String
  /// Threads of a kernel.
  public var threads: Int

  /// A machine of these properties.
  public init(cpu: String, instructionSet: String, threads: Int) {
    self.cpu = cpu
    self.instructionSet = instructionSet
    self.threads = threads
  }

  /// What this process computes with.
  public static var current: ComputingMachine {
    ComputingMachine(cpu: Processor.model, instructionSet: InstructionSet.current.name, threads: Threads.count)
  }
}

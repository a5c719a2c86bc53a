import CProcessor
import Foundation
import Kernels

/// The CPU, what of it the engine uses, and how many cores this process may use.
struct ProcessorCheck {
  var findings: [Finding] {
    // Without AVX2 the program has ended before it came here.
    let widest = InstructionSet.widest.name
    let cpu =
      heatsweep_cpu_has_avx512() != 0 && InstructionSet.widest != .lanes16
      ? Finding.warning(
        "CPU", "\(Processor.model), \(widest) although it has AVX-512",
        remedy: "unset HEATSWEEP_MAX_CPU_ISA in the environment to use all of it")
      : Finding.good("CPU", "\(Processor.model), \(widest)")
    let (allowed, all) = (ProcessInfo.processInfo.activeProcessorCount, ProcessInfo.processInfo.processorCount)
    let quota = CPUQuota.cores
    guard let quota, quota < Double(allowed) else {
      return [cpu, .good("cores", allowed == all ? "\(allowed)" : "\(allowed) of \(all)")]
    }
    return [
      cpu,
      .warning(
        "cores", "\(allowed), but a control group lets this process use only \(String(format: "%.1f", quota))",
        remedy: "start studies with --workers \(max(1, Int(quota)))"),
    ]
  }
}

/// The share of CPU time that control groups (version 2) leave to this process.
enum CPUQuota {
  /// In cores; nil where nothing is limited or nothing is known.
  static var cores: Double? {
    guard let group = try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8),
      let path = group.split(separator: "\n").first(where: { $0.hasPrefix("0::") })?.dropFirst(3)
    else { return nil }
    return limit(String(path)) ?? limit("/")
  }

  private static func limit(_ path: String) -> Double? {
    let file = "/sys/fs/cgroup\(path)/cpu.max"
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    let fields = text.split(whereSeparator: \.isWhitespace).map { Double($0) }
    guard fields.count == 2, let quota = fields[0], let period = fields[1], period > 0 else { return nil }
    return quota / period
  }
}

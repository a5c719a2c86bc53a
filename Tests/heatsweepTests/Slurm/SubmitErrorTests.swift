import Foundation
import Testing

/// What `cluster/slurm/submit` finds out before it talks to Slurm.
@Suite struct SubmitErrorTests {
  @Test(arguments: [
    (["tiny.yaml", "output"], "expected STUDY OUTPUT WORKERS, and options of sbatch"),
    (["none.yaml", "output", "2"], "no study file 'none.yaml'"),
    (["tiny.yaml", "output", "two"], "expected a number of workers, found 'two'"),
    (["tiny.yaml", "output", "0"], "expected a number of workers, found '0'"),
    (["tiny.yaml", "output", "2"], "no program 'no/heatsweep'; HEATSWEEP says where it is"),
  ])
  func isOneLine(arguments: [String], line: String) throws {
    let sandbox = try StudySandbox()
    let process = Process()
    process.executableURL = URL(filePath: SlurmCluster.submit)
    process.arguments = arguments
    process.currentDirectoryURL = sandbox.root
    process.environment = ProcessInfo.processInfo.environment.merging(["HEATSWEEP": "no/heatsweep"]) { $1 }
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(output == "submit: \(line)\n")
    #expect(!FileManager.default.fileExists(atPath: sandbox.output.path))
  }
}

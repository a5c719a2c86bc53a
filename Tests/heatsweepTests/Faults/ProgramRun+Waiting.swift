import Foundation
import Testing

extension ProgramRun {
  /// Waits for its end, and lets other tests run meanwhile.
  /// - Returns: the exit code, or minus the signal.
  @discardableResult func ends(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int32 {
    try await eventually("the program ends; it wrote: \(errors)", sourceLocation) { !isRunning }
    return try end(sourceLocation: sourceLocation)
  }
}

/// Waits for a condition, looking often, and lets other tests run meanwhile; records an issue and throws when it does not come within
/// two minutes.
func eventually(
  _ condition: @autoclosure () -> String, _ sourceLocation: SourceLocation = #_sourceLocation,
  _ isTrue: () throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  while try !isTrue() {
    try #require(ContinuousClock.now < deadline, "never came: \(condition())", sourceLocation: sourceLocation)
    try await Task.sleep(for: .milliseconds(2))
  }
}

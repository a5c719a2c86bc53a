import Testing

/// The run failed with exactly one line, which holds all of these texts, and wrote nothing else.
func expectOneLine(
  _ run: ProgramRun, _ texts: [String], code: Int32 = 1, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(try run.end(sourceLocation: sourceLocation) == code, sourceLocation: sourceLocation)
  #expect(run.output == "", sourceLocation: sourceLocation)
  #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
  #expect(run.errors.hasPrefix("Error: "), "\(run.errors)", sourceLocation: sourceLocation)
  for text in texts { #expect(run.errors.contains(text), "\(run.errors)", sourceLocation: sourceLocation) }
}

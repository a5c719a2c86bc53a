/// A moment at which a crash would hurt most: just before or just after something becomes durable or is told to another process.
///
/// The program passes these moments without noticing. A test's program sets `handler` to end the process there, and tries every one:
/// a new case needs no new test.
package enum FaultPoint: String, CaseIterable, Sendable {
  // A durable file, whichever it is.
  /// The temporary file is there, and empty.
  case fileCreated
  /// The temporary file is flushed, and still has its temporary name.
  case fileFlushed
  /// It has its name, and the directory is not flushed.
  case fileRenamed
  /// Nothing more can take it away.
  case fileDurable

  // The coordinator.
  /// It holds its directory's lock, and looked at nothing.
  case directoryLocked
  /// The changes are written, and not committed: they are gone, all of them.
  case transactionOpen
  /// The changes are durable, and nobody was told: a result is not acknowledged, an assignment not sent.
  case transactionDurable
  /// What follows from durable changes was handed to the network.
  case messagesSent

  // The worker.
  /// An assignment arrived, and nothing was begun.
  case trialAssigned
  /// A result is durable on the worker's disk, and was not sent.
  case outcomeKept
  /// The result was handed to the network, and not acknowledged.
  case resultSent
  /// The result is acknowledged, and its copy still on the worker's disk.
  case resultAcknowledged
  /// The copy is gone, and no other trial was asked for.
  case outcomeForgotten

  /// What a test's program does at a point; nil in every other program.
  ///
  /// Unsafe only in form: set once, before the program starts a thread, and never changed.
  package nonisolated(unsafe) static var handler: (@Sendable (FaultPoint) -> Void)?

  package func pass() { Self.handler?(self) }
}

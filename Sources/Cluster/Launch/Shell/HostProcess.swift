import Foundation
import Glibc

/// An ssh process, and what goes in and comes out of it. Nothing here blocks.
final class HostProcess {
  enum Input {
    case nothing
    case file(String)
    /// What is written, until it is closed.
    case pipe
  }

  private let process: pid_t
  private let output: Int32
  private let errors: Int32
  private var input: Int32?
  private var unwritten = Data()
  private(set) var errorText = Data()
  private var isCollected = false

  /// Bytes of error output that are kept, the last ones.
  private static let mostErrors = 8192

  init(_ command: [String], input: Input) throws {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    let (outputRead, outputWrite) = try makePipe(blocks: true)
    let (errorsRead, errorsWrite) = try makePipe(blocks: true)
    opened = [outputWrite, errorsWrite]
    output = outputRead
    errors = errorsRead
    let standardInput: Int32
    switch input {
    case .nothing: standardInput = open("/dev/null", O_RDONLY | O_CLOEXEC)
    case .file(let path): standardInput = open(path, O_RDONLY | O_CLOEXEC)
    case .pipe:
      let (readEnd, writeEnd) = try makePipe(blocks: true)
      standardInput = readEnd
      self.input = writeEnd
    }
    opened.append(standardInput)
    // Only our ends: ssh expects its own to block.
    for descriptor in [outputRead, errorsRead, self.input].compactMap({ $0 }) {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
    process = try ChildProcess.spawn(
      command: command, streams: .init(input: standardInput, output: outputWrite, errors: errorsWrite))
  }

  deinit {
    kill()
    closeInput()
    close(output)
    close(errors)
  }

  /// Writes as much as fits now; the rest follows.
  func write(_ bytes: Data) {
    unwritten.append(bytes)
    flush()
  }

  /// Writes more of what did not fit.
  func flush() {
    guard let input, !unwritten.isEmpty else { return }
    let count = unwritten.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
    if count > 0 { unwritten = Data(unwritten.dropFirst(count)) }
  }

  func closeInput() {
    if let input { close(input) }
    input = nil
  }

  /// What it has written since the last call, up to a bound.
  func read() -> Data {
    errorText.append(Self.take(errors, atMost: 1 << 16))
    errorText = Data(errorText.suffix(Self.mostErrors))
    return Self.take(output, atMost: 1 << 20)
  }

  /// How it ended, once everything that it wrote can be read.
  func end() -> ProcessEnd? {
    guard !isCollected, let end = ChildProcess.end(of: process) else { return nil }
    isCollected = true
    return end
  }

  /// Ends it at once, and what it has started: a connection through a jump host is a process of its own.
  func kill() {
    guard !isCollected else { return }
    Glibc.kill(-process, SIGKILL)
  }

  /// Waits for the end of a process that was killed.
  func collect() {
    guard !isCollected else { return }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isCollected = true
  }

  private static func take(_ descriptor: Int32, atMost limit: Int) -> Data {
    var bytes = Data()
    var piece = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &piece, piece.count)
      guard count > 0 else { break }
      bytes.append(contentsOf: piece[..<count])
    }
    return bytes
  }
}

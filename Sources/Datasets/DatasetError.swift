import Documents
import Foundation
import ImageFiles

/// What is wrong with the files of a dataset, in one line: `PLACE: expected ..., found ...`.
public struct DatasetError: Error, Equatable, Sendable, CustomStringConvertible, LocalizedError {
  /// The file, and the line or the entry in it.
  public let place: String
  /// What was expected, and what was found.
  public let problem: String

  init(_ place: String, expected: String, found: String) {
    self.init(place, problem: "expected \(expected), found \(found)")
  }

  private init(_ place: String, problem: String) {
    self.place = DocumentField.line(place.unicodeScalars)
    self.problem = DocumentField.line(problem.unicodeScalars)
  }

  /// The error of reading a file, at the place which names the file.
  init(_ place: String, reading error: any Error) {
    switch error {
    case let error as DatasetError: self = error
    case let error as DocumentError:
      self.init(error.line.map { "\(error.file) line \($0)" } ?? error.file, problem: error.problem)
    case let error as CSVError: self.init(error.place, problem: "expected \(error.expected), found \(error.found)")
    // The error names its file by itself, and the place may be that file.
    case let error as ImageFileError where place.hasPrefix(error.file): self.init(place, problem: error.reason)
    default: self.init(place, problem: "\(error)")
    }
  }

  public var description: String { "\(place): \(problem)" }

  public var errorDescription: String? { description }
}

/// Reads a file; errors name the place that asked for it.
func reading<Value>(_ place: String, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch {
    throw DatasetError(place, reading: error)
  }
}

import Foundation

/// Reads study files: YAML whose fields are those of `Study`, `Experiment` and `Arm`.
///
/// What a study or an experiment says of its experiments and arms holds for each that says nothing else.
public enum StudyFile {
  /// Bytes of the largest study file that is read. A hundred arms take a tenth of it.
  static let maximumBytes = 65_536

  /// Reads the file at `path`, and the weights files that it names.
  /// - Parameters:
  ///   - trials: most trials of an arm, for a part of the study.
  ///   - images: most images of each kind, for a part of the study.
  /// - Returns: the study, and the file's text, which reports show and resumed runs compare; where a part is asked for, the text
  ///   says so too.
  /// - Throws: `StudyFileError` for a file that cannot be read or does not describe a study, and for weights that its models cannot start
  ///   from.
  public static func load(path: String, trials: Int? = nil, images: Int? = nil) throws -> (study: Study, text: String) {
    let data = try contents(of: path)
    guard let text = String(validating: data, as: UTF8.self) else {
      let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
      throw StudyFileError(file: path, line: line, "expected text in UTF-8, found bytes that are not")
    }
    let isPart = trials != nil || images != nil
    let used = isPart ? try self.text(ofPartOf: text, trials: trials, images: images, name: path) : text
    return (try parse(text: used, name: path, directory: URL(fileURLWithPath: path).deletingLastPathComponent()), used)
  }

  /// Reads a study from text.
  /// - Parameters:
  ///   - name: stands for the file in errors.
  ///   - directory: what the paths of weights files start from. Without it these files are not looked for: their paths stay as they
  ///     are written, and their digests empty.
  /// - Throws: `StudyFileError` for the first thing that is wrong.
  public static func parse(text: String, name: String, directory: URL? = nil) throws -> Study {
    guard text.utf8.count <= maximumBytes else {
      throw StudyFileError(file: name, "expected at most \(maximumBytes) bytes, found \(text.utf8.count)")
    }
    return try Study(StudyField(document: text, file: name), directory: directory)
  }

  private static func contents(of path: String) throws -> Data {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: resolved)
    } catch {
      throw StudyFileError(file: path, "expected a study file, found \(finding(error))")
    }
    // Reading a device or a pipe might never end.
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      let isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
      throw StudyFileError(
        file: path,
        "expected a study file, found \(isDirectory ? "a directory" : "something that is not a regular file")")
    }
    guard let size = attributes[.size] as? NSNumber, size.intValue <= maximumBytes else {
      throw StudyFileError(file: path, "expected at most \(maximumBytes) bytes, found a larger file")
    }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: resolved))
    } catch {
      throw StudyFileError(file: path, "expected a study file, found \(finding(error))")
    }
  }

  private static func finding(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile?, .fileReadNoSuchFile?: return "no file of that name"
    case .fileReadNoPermission?: return "no permission to read it"
    case let code: return "a file that cannot be read (error \(code?.rawValue ?? 0))"
    }
  }
}

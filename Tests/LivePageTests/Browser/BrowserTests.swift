import Foundation
import LivePage
import Testing

/// The page as readers see it, while the study that it shows goes on.
@Suite(.enabled(if: Chromium.path != nil, "no Chromium (Debian: chromium) is installed"), .serialized)
struct BrowserTests {
  /// A picture of one pixel, as Python's zlib made it. It is there: a constant.
  private static let pixel = Data(
    base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")!

  private static func maps(_ trial: LiveTrial) -> [LiveMap] {
    ["NOR", "DCM", "HCM", "ARV"].map { name in
      LiveMap(
        id: "\(trial.number)-\(name)", trial: trial.key, experiment: trial.experiment, arm: trial.arm, className: name,
        shareInside: 0.5, width: 1, height: 1, png: pixel)
    }
  }

  @Test func `a study of 200 trials and 50 workers, from its start to its end`() throws {
    let server = try LiveServer(at: WebAddress("127.0.0.1:0"))
    defer { server.close() }
    var sweep = SyntheticSweep()
    server.open(sweep.study, token: nil)
    for message in sweep.advance() { server.tell(message) }
    let browser = try Chromium(width: 1280, script: PageWatch.counting)
    try browser.open(server.url(token: nil))
    try browser.waitUntil("document.querySelectorAll('#worker-rows tr').length === 50")
    #expect(try browser.evaluate("document.querySelectorAll('#trial-rows tr').length") == SyntheticSweep.trialCount)
    #expect(try browser.evaluate("document.getElementById('name').textContent") == "synthetic")

    let rows = try browser.evaluate("watch.rows", as: Int.self)
    var largest = 0
    while sweep.finished < SyntheticSweep.trialCount {
      let before = try browser.evaluate("watch.changes", as: Int.self)
      for _ in 0..<3 { for message in sweep.advance() { server.tell(message) } }
      if let last = sweep.trials.last(where: { $0.state == .done }) { server.tell(.maps(Self.maps(last))) }
      try browser.waitUntil("document.getElementById('times').textContent.startsWith('\(sweep.finished) of 200')")
      largest = max(largest, try browser.evaluate("watch.changes", as: Int.self) - before)
    }
    try browser.waitUntil("document.getElementById('state').dataset.state === 'complete'")
    // Each row was made once: since the start only those of ten failures.
    #expect(try browser.evaluate("watch.rows", as: Int.self) == rows + 10)
    // An update of fifty workers touches no more than their rows, those of their trials, and the charts: about five places a worker.
    #expect(largest < 50 * 8 + 100)
    let tasks = try browser.evaluate("watch.tasks.map(Math.round)", as: [Int].self)
    print("live page: an update changes at most \(largest) places; tasks of 50 ms or more: \(tasks)")

    let states = try browser.evaluate(
      "[...document.querySelectorAll('#trial-rows .badge')].map((badge) => badge.dataset.state)", as: [String].self)
    #expect(states == sweep.trials.map(\.state.rawValue))
    #expect(
      try browser.evaluate("[...document.querySelectorAll('#trial-rows th')].map((cell) => cell.textContent)")
        == sweep.trials.map(\.key))
    #expect(
      try browser.evaluate("[...document.querySelectorAll('#worker-rows th')].map((cell) => cell.textContent)")
        == (0..<SyntheticSweep.workerCount).map { "worker-\($0)" })
    #expect(try browser.evaluate("document.querySelectorAll('#failure-rows tr').length") == 10)
    #expect(try browser.evaluate("document.querySelectorAll('#worker-rows tr[data-silent]').length") == 1)
    // Curves of 100 trials with five epochs, dots of those that have a result; twice.
    let marks = try browser.evaluate(
      "[...document.querySelectorAll('canvas')].map((chart) => Number(chart.dataset.marks))", as: [Int].self)
    #expect(marks == [500, 500, 95, 95, 500, 500, 95, 95])
    #expect(try browser.evaluate("document.querySelectorAll('#models img').length") == 4 * LiveState.mostModels)
    try browser.waitUntil("[...document.querySelectorAll('#models img')].some((image) => image.naturalWidth === 1)")
    #expect(browser.complaints == [])
  }

  @Test(arguments: [(390, false), (390, true), (1280, false), (1280, true)])
  func `on a phone and on a desk, light and dark`(width: Int, isDark: Bool) throws {
    let server = try LiveServer(at: WebAddress("127.0.0.1:0"))
    defer { server.close() }
    var sweep = SyntheticSweep()
    server.open(sweep.study, token: nil)
    for _ in 0..<120 { for message in sweep.advance() { server.tell(message) } }
    let browser = try Chromium(width: width, isDark: isDark)
    try browser.open(server.url(token: nil))
    try browser.waitUntil("document.querySelectorAll('#failure-rows tr').length > 0")
    #expect(try browser.evaluate("innerWidth") == width)
    let looks = try browser.evaluate(PageWatch.looks, as: [String: Any].self)
    #expect(looks["faint"] as? [String] == [])
    #expect(looks["excess"] as? Int ?? 1 <= 0, "the page is too wide")
    #expect(browser.complaints == [])
  }

  @Test func `filters show some of the trials`() throws {
    let server = try LiveServer(at: WebAddress("127.0.0.1:0"))
    defer { server.close() }
    var sweep = SyntheticSweep()
    server.open(sweep.study, token: nil)
    for _ in 0..<120 { for message in sweep.advance() { server.tell(message) } }
    let browser = try Chromium(width: 1280)
    try browser.open(server.url(token: nil))
    try browser.waitUntil("document.querySelectorAll('#failure-rows tr').length > 0")
    for (name, states) in [
      ("running", [LiveTrial.State.running]), ("problems", [.diverged, .givenUp]), ("finished", [.done]),
    ] {
      let count = try browser.evaluate(
        """
        document.querySelector('button[data-show="\(name)"]').click();
        [...document.querySelectorAll('#trial-rows tr')].filter((row) => row.offsetParent !== null).length
        """, as: Int.self)
      #expect(count == sweep.trials.count { states.contains($0.state) }, "\(name)")
    }
  }

  @Test func `it says that the connection is lost, and goes on by itself`() throws {
    var server = try LiveServer(at: WebAddress("127.0.0.1:0"))
    let address = try WebAddress("127.0.0.1:\(server.port)")
    var sweep = SyntheticSweep()
    server.open(sweep.study, token: nil)
    for message in sweep.advance() { server.tell(message) }
    let browser = try Chromium(width: 1280, script: PageWatch.counting)
    try browser.open(server.url(token: nil))
    try browser.waitUntil("document.querySelectorAll('#worker-rows tr').length === 50")
    let rows = try browser.evaluate("watch.rows", as: Int.self)
    server.close()
    try browser.waitUntil("document.getElementById('connection').textContent.startsWith('Connection lost')")
    #expect(try browser.evaluate("document.getElementById('state').textContent") == "connection lost")
    #expect(try browser.evaluate("document.querySelectorAll('#worker-rows tr').length") == 50)

    server = try LiveServer(at: address)
    defer { server.close() }
    server.open(sweep.study, token: nil)
    for message in sweep.advance() { server.tell(message) }
    server.tell(.trials(sweep.trials))
    try browser.waitUntil("document.getElementById('connection').hidden")
    try browser.waitUntil("document.getElementById('times').textContent.startsWith('1 of 200')")
    // What was there already was kept.
    #expect(try browser.evaluate("watch.rows", as: Int.self) == rows)
  }

  @Test func `with a token the page opens once, and then without it`() throws {
    let (server, token) = (try LiveServer(at: WebAddress("127.0.0.1:0")), AccessToken())
    defer { server.close() }
    var sweep = SyntheticSweep()
    server.open(sweep.study, token: token)
    for message in sweep.advance() { server.tell(message) }
    let browser = try Chromium(width: 1280)
    try browser.open(server.url(token: token))
    try browser.waitUntil("document.querySelectorAll('#worker-rows tr').length === 50")
    #expect(try browser.evaluate("location.href") == server.url(token: nil))
    #expect(try browser.evaluate("document.cookie") == "", "scripts cannot read it")
    try browser.open(server.url(token: nil))
    try browser.waitUntil("document.querySelectorAll('#worker-rows tr').length === 50")
    #expect(browser.complaints == [])
  }

  @Test func `what workers say is text, whatever it is`() throws {
    let server = try LiveServer(at: WebAddress("127.0.0.1:0"))
    defer { server.close() }
    let mischief = "<img src=x onerror=\"document.title='seized'\"></script><script>document.title='seized'</script>"
    server.open(SyntheticSweep().study, token: nil)
    server.tell(
      .progress(
        LiveProgress(state: .running, planned: 1, running: 1),
        workers: [LiveWorker(name: mischief, host: mischief, trial: mischief, description: mischief)]))
    server.tell(
      .trials([
        LiveTrial(
          number: 0, key: mischief, experiment: "size", arm: "cce", state: .givenUp, worker: mischief, reason: mischief)
      ]))
    let browser = try Chromium(width: 1280)
    try browser.open(server.url(token: nil))
    try browser.waitUntil("document.querySelectorAll('#failure-rows tr').length === 1")
    #expect(try browser.evaluate("document.querySelector('#failure-rows th').textContent") == mischief)
    #expect(try browser.evaluate("document.querySelectorAll('img').length") == 0)
    #expect(try browser.evaluate("document.title") == "synthetic – heatsweep")
    #expect(browser.complaints == [])
  }
}

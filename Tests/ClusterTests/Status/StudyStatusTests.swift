import Cluster
import Foundation
import Testing

/// How far a study is, as JSON and as text.
struct StudyStatusTests {
  @Test func jsonIsReadAndWrittenInSnakeCase() throws {
    let status = try StatusSample.status()
    #expect(status.trials.finished == 5 && !status.isComplete)
    #expect(status.workers[0].trialsPerHour == 3.25 && status.workers[1].trial == nil)
    let bytes = try status.json(isPretty: false)
    #expect(!bytes.contains(UInt8(ascii: "\n")))
    let expected = try JSONSerialization.jsonObject(with: Data(StatusSample.json.utf8)) as? NSDictionary
    #expect(try JSONSerialization.jsonObject(with: bytes) as? NSDictionary == expected)
    #expect(try StudyStatus(json: status.json(isPretty: true)) == status)
  }

  @Test(arguments: ["", "[]", "{}", "{\"study\":1}", "nonsense"])
  func otherJSONIsRefused(text: String) {
    #expect(throws: DecodingError.self) { try StudyStatus(json: Data(text.utf8)) }
  }

  @Test func textSaysEverything() throws {
    #expect(
      try StatusSample.status().lines == [
        "sample: running, 5/10 trials finished after 1 h 00 min, 4.0 trials an hour, 1 h 30 min left",
        "  done 3, diverged 1, given up 1, running 1, waiting 4 (1 after a failure)",
        "  a part of the study: the first trial of each arm", "workers: 2",
        "  worker-1   lab1     t5       50%  epoch 1/2  3.3/h  heard 0 s ago",
        "  worker-22  lab-two  waiting                         heard 12 s ago (silent)",
        "lost and retried: 1 worker lost, 1 trial requeued, 2 failures retried, 1 fenced result",
        // A stranger's text does not move the cursor.
        "t3: given up after 3 attempts: no  [2Jluck", "ALARM: 1 result differed from the accepted one",
      ])
  }

  @Test func aFinishedStudyIsSaidInTwoLines() throws {
    let status = try StatusSample.status { status in
      status.isRunning = false
      status.part = nil
      (status.trials.planned, status.trials.done) = (2, 2)
      (status.trials.diverged, status.trials.quarantined, status.trials.running) = (0, 0, 0)
      (status.trials.pending, status.trials.failing) = (0, 0)
      (status.seconds, status.trialsPerHour, status.secondsLeft) = (nil, nil, nil)
      (status.workers, status.failures, status.incidents) = ([], [], IncidentCounts())
    }
    #expect(
      status.lines == [
        "sample: complete, 2/2 trials finished", "  done 2, diverged 0, given up 0, running 0, waiting 0",
      ])
  }

  @Test func whatAListLeavesOutIsCounted() throws {
    let lines = try StatusSample.status { status in
      status.unlistedWorkers = 7
      status.unlistedFailures = 5
    }.lines
    #expect(lines.contains("workers: 9") && lines.contains("  ... and 7 more"))
    #expect(lines.contains("... and 5 more failures"))
  }
}

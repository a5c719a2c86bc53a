import Cluster
import Foundation

/// A status as a coordinator would send it.
enum StatusSample {
  static let json = """
    {"epoch":2,"failures":[{"attempts":3,"is_quarantined":true,"reason":"no \\u001b[2Jluck","trial":"t3"}],
    "incidents":{"contradictions":1,"duplicate_results":0,"failures_retried":2,"fenced_results":1,"quarantines":1,
    "trials_requeued":1,"workers_lost":1},"is_running":true,"part":"the first trial of each arm","seconds":3600,
    "seconds_left":5400,"study":"sample","time":1700000000.5,"trials":{"diverged":1,"done":3,"failing":1,"pending":4,
    "planned":10,"quarantined":1,"running":1},"trials_per_hour":4,"unlisted_failures":0,"unlisted_workers":0,
    "workers":[{"description":"epoch 1/2","finished":4,"fraction":0.5,"host":"lab1","is_silent":false,"name":"worker-1",
    "process":7,"seconds_since_heard":0.4,"threads":2,"trial":"t5","trials_per_hour":3.25},{"finished":0,
    "host":"lab-two","is_silent":true,"name":"worker-22","process":8,"seconds_since_heard":12,"threads":1}]}
    """

  static func status(_ change: (inout StudyStatus) -> Void = { _ in }) throws -> StudyStatus {
    var status = try StudyStatus(json: Data(json.utf8))
    change(&status)
    return status
  }
}

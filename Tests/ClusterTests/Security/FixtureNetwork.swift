import Cluster
import Foundation
import ZeroMQ

/// A sweep whose coordinator listens at tcp, with its keys.
final class FixtureNetwork {
  let sweep: FixtureSweep
  let keys: KeyDirectory
  /// Of this machine only, found free when the network was made.
  let endpoint: String

  init(_ trials: [String]) throws {
    sweep = try FixtureSweep(trials)
    keys = KeyDirectory(sweep.root.appending(path: "keys"))
    let probe = try Socket(.router, in: Context())
    try probe.bind("tcp://127.0.0.1:*")
    endpoint = probe.lastEndpoint
  }

  var port: UInt16 { UInt16(endpoint.split(separator: ":").last ?? "") ?? 0 }

  func makeKey(_ name: String, expires: Date? = nil) throws -> URL {
    try keys.makeWorkerKey(name: name, expires: expires)
  }

  func start(workers: Int = 0, environment: [String: String] = [:]) throws -> FixtureSweep.Run {
    let own = ["FIXTURE_KEYS": keys.url.path]
    return try sweep.start(workers: workers, endpoint: endpoint, environment: own.merging(environment) { $1 })
  }

  func startWorker(key: URL) throws -> FixtureSweep.Run {
    try sweep.startWorker(endpoint, key: key)
  }
}

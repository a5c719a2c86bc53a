import Search

/// A search of a test function by workers that never wait for each other.
struct SimulatedSearch {
  var function: TestFunction
  var sampler: any Sampler
  var workers = 1
  var seed: UInt64

  /// How far the true value, at the point where the best value was observed, is from the maximum.
  func regret(after evaluations: Int) throws -> Double {
    let order = try RandomSampler(dimensions: 1, seed: seed)
    let noise = try NormalNoise(seed: seed)
    var observed: [Observation] = []
    var running: [(index: Int, point: [Double])] = []
    var best = (observed: -Double.infinity, regret: Double.infinity)
    for evaluation in 0..<evaluations {
      while running.count < min(workers, evaluations - evaluation) {
        let index = evaluation + running.count
        running.append((index, sampler.point(index, observed: observed, pending: running.map(\.point))))
      }
      // Any of the running trials may be the next to end.
      let (index, point) = running.remove(at: Int(order.point(evaluation)[0] * Double(running.count)))
      let truth = try function.value(function.space.values(at: point))
      let value = truth.map { $0 + function.noise * noise.value(index) }
      observed.append(Observation(point: point, value: value))
      if let value, let truth, value > best.observed { best = (value, function.maximum - truth) }
    }
    return best.regret
  }
}

import Foundation
import LivePage

/// A sweep of 200 trials on 50 workers that goes on step by step, without training anything.
struct SyntheticSweep {
  static let trialCount = 200
  static let workerCount = 50

  let study = LiveStudy(
    name: "synthetic", question: "Does the page keep up?",
    experiments: ["size", "marker"].map { name in
      LiveStudy.Experiment(
        name: name, minimumAccuracy: 0.9,
        arms: [
          .init(name: "cce", light: "#0072B2", dark: "#56B4E9"),
          .init(name: "heatmap", light: "#D05500", dark: "#FF8C42"),
        ],
        measures: [
          .init(name: "hirescam_inside", title: "HiResCAM inside the mask"),
          .init(name: "test_accuracy", title: "Test accuracy"),
        ])
    })
  private(set) var trials = (0..<trialCount).map { number in
    LiveTrial(
      number: number,
      key: "\(number < 100 ? "size" : "marker")-\(number % 100 < 50 ? "cce" : "heatmap")-\(number % 50)",
      experiment: number < 100 ? "size" : "marker", arm: number % 100 < 50 ? "cce" : "heatmap")
  }
  private(set) var step = 0

  var finished: Int { trials.count { ![.waiting, .running, .retrying].contains($0.state) } }

  /// Trials that wait, then run, then are done: one more is finished at each step, and as many run as there are workers. At first all
  /// are told of.
  /// - Returns: what the page is told.
  mutating func advance() -> [LiveMessage] {
    var changed: [LiveTrial] = []
    if step > 0, step <= Self.trialCount {
      finish(&trials[step - 1])
      changed.append(trials[step - 1])
    }
    for number in min(step, Self.trialCount)..<min(Self.trialCount, step + Self.workerCount)
    where trials[number].state == .waiting {
      trials[number].state = .running
      trials[number].attempts = 1
      changed.append(trials[number])
    }
    step += 1
    if step == 1 { changed = trials }
    return [.trials(changed), .progress(progress, workers: workers)]
  }

  private func finish(_ trial: inout LiveTrial) {
    let place = Double(trial.number * 37 % 100) / 100
    trial.state = trial.number % 40 == 7 ? .diverged : trial.number % 40 == 21 ? .givenUp : .done
    trial.worker = "worker-\(trial.number % Self.workerCount)"
    trial.seconds = 20 + 10 * place
    trial.reason =
      trial.state == .diverged
      ? "the loss is not finite in epoch 2/5, step 3/250" : trial.state == .givenUp ? "out of memory" : nil
    trial.validationLoss = (1...5).map { 0.9 / Double($0) + 0.1 * place }
    trial.validationAccuracy = (1...5).map { 1 - 0.5 / Double($0 * $0) - 0.05 * place }
    if trial.state == .done {
      trial.measures = [
        "hirescam_inside": (trial.arm == "cce" ? 0.2 : 0.6) + 0.3 * place, "test_accuracy": 0.9 + 0.1 * place,
      ]
    }
  }

  private var progress: LiveProgress {
    func count(_ state: LiveTrial.State) -> Int { trials.count { $0.state == state } }
    return LiveProgress(
      state: finished == Self.trialCount ? .complete : .running, planned: Self.trialCount, done: count(.done),
      diverged: count(.diverged), givenUp: count(.givenUp), running: count(.running), waiting: count(.waiting),
      seconds: step * 3,
      secondsLeft: (Self.trialCount - finished) * 3, trialsPerHour: 1200)
  }

  private var workers: [LiveWorker] {
    let running = trials.filter { $0.state == .running }
    return (0..<Self.workerCount).map { index in
      let trial = running.indices.contains(index) ? running[index] : nil
      let fraction = trial.map { Double((step - $0.number + 60) % 60) / 60 }
      return LiveWorker(
        name: "worker-\(index)", host: "lab\(index / 10)", trial: trial?.key, fraction: fraction,
        description: fraction.map { "epoch \(1 + Int($0 * 5))/5, loss 0.31" }, finished: step / Self.workerCount,
        secondsSinceHeard: index == 3 ? 12 : 0.4, isSilent: index == 3)
    }
  }
}

import Foundation

extension StepProfile {
  /// One line.
  package var json: String {
    get throws { try JSONEncoder.stable.encoded(self) }
  }

  /// A table for people.
  package var text: String {
    var lines = [
      "\(model), \(loss), batch \(batch), \(threads) thread\(threads == 1 ? "" : "s"), \(steps) steps: "
        + "\(milliseconds.text(3)) ms an image",
      "",
      line("", ["forward", "backward", "2nd order", "total", "share", "GFLOP/s fwd", "bwd"]),
    ]
    for row in rows {
      let times = [row.forward, row.backward, row.secondOrder].map { $0 == 0 ? "" : $0.text(3) }
      let rates = [row.forwardRate, row.backwardRate].map { $0?.text(0) ?? "" }
      lines.append(line(row.place, times + [row.total.text(3), (100 * row.share).text(1) + "%"] + rates))
    }
    func sum(_ value: (Row) -> Double) -> String { rows.reduce(0) { $0 + value($1) }.text(3) }
    lines.append(
      line("step", [sum(\.forward), sum(\.backward), sum(\.secondOrder), milliseconds.text(3), "100.0%", "", ""]))
    lines += [
      "",
      "Times are milliseconds an image. Second order: the gradient inside the loss, and the backward pass through it.",
      "GFLOP/s count a direct convolution's work, over all of the layer's time (bias, ReLU and pooling included).",
      "Memory: \(peakMemory) MiB at most, \(pageFaults) new pages a step.",
    ]
    return lines.joined(separator: "\n")
  }

  private func line(_ name: String, _ cells: [String]) -> String {
    let widths = [9, 10, 11, 9, 8, 13, 6]
    return zip(cells, widths).reduce(name.padded(to: 14)) { $0 + $1.0.padded(to: $1.1, atStart: true) }
  }
}

import Foundation

/// Maps values to pixels along one axis, and says where its ticks are.
package struct Scale {
  package struct Tick {
    package let value: Double
    package let label: String
  }

  let isLogarithmic: Bool
  /// Values at the axis's two ends; the lower is positive on a logarithmic axis.
  package let low: Double
  package let high: Double
  /// Pixels at the two ends.
  let start: Double
  let end: Double
  package let ticks: [Tick]

  /// Where a value is drawn; what lies beyond an end is drawn at it.
  package func position(_ value: Double) -> Double {
    let clamped = min(max(value.isFinite ? value : low, low), high)
    let fraction =
      isLogarithmic ? log(clamped / low) / log(high / low) : (clamped - low) / (high - low)
    return start + fraction * (end - start)
  }

  /// A linear axis that covers the values and ends on round numbers.
  /// - Parameter values: numbers that must fit on the axis; those that are not finite are passed over.
  package static func linear(_ values: [Double], start: Double, end: Double, intervals: Int = 5) -> Scale {
    let finite = values.filter(\.isFinite)
    var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    if !(high - low > max(abs(low), abs(high)) * 1e-12) {
      let margin = low == 0 ? 0.5 : abs(low) / 2
      (low, high) = (low - margin, high + margin)
    }
    let step = roundStep((high - low) / Double(intervals))
    let first = (low / step + 1e-9).rounded(.down)
    let last = (high / step - 1e-9).rounded(.up)
    let decimals = min(max(0, Int((-log10(step) + 1e-9).rounded(.up))), 12)
    let ticks = stride(from: first, through: last + 0.5, by: 1).map { index in
      Tick(
        value: index * step,
        label: NumberText.fixed(index * step + 0, decimals).replacingOccurrences(of: "-", with: "−"))
    }
    return Scale(
      isLogarithmic: false, low: first * step, high: last * step, start: start, end: end, ticks: ticks)
  }

  /// A logarithmic axis that covers the positive values.
  /// - Parameter floor: smaller values, zero too, are drawn at the lower end, which then says so.
  package static func logarithmic(_ values: [Double], floor: Double? = nil, start: Double, end: Double) -> Scale {
    let positive = values.filter { $0.isFinite && $0 > (floor ?? 0) }
    let isCut = floor != nil && values.contains { $0 <= (floor ?? 0) }
    var low = isCut ? floor ?? 0.1 : positive.min() ?? floor ?? 0.1
    var high = max(positive.max() ?? low, low)
    // A wide range ends on powers of ten; a narrow one close to its values, with ticks in between.
    let isWide = high / low > 50
    if isWide {
      low = pow(10, (log10(low) + 1e-9).rounded(.down))
      high = pow(10, (log10(high) - 1e-9).rounded(.up))
    } else {
      if !isCut { low /= 1.1 }
      high *= 1.1
    }
    let firstDecade = Int(log10(low).rounded(.down))
    let lastDecade = Int(log10(high).rounded(.up))
    let stride = isWide ? max(1, (lastDecade - firstDecade + 6) / 7) : 1
    let steps: [Double] = isWide ? [1] : high / low < 12 ? [1, 1.5, 2, 3, 5, 7] : [1, 2, 5]
    var ticks: [Tick] = []
    for decade in firstDecade...lastDecade where (decade - firstDecade) % stride == 0 {
      for step in steps {
        let value = step * pow(10, Double(decade))
        guard value >= low * 0.999, value <= high * 1.001 else { continue }
        let power = NumberText.powerOfTen(decade)
        let text = step == 1 ? power : "\(NumberText.coordinate(step))\u{A0}×\u{A0}\(power)"
        ticks.append(Tick(value: value, label: isCut && ticks.isEmpty ? "≤\u{A0}\(text)" : text))
      }
    }
    return Scale(isLogarithmic: true, low: low, high: high, start: start, end: end, ticks: ticks)
  }

  /// 1, 2 or 5 times a power of ten, at least the given number.
  private static func roundStep(_ minimum: Double) -> Double {
    let power = pow(10, log10(minimum).rounded(.down))
    return ([1, 2, 5, 10].first { $0 * power >= minimum * 0.999 } ?? 10) * power
  }
}

extension Scale {
  /// A linear axis of whole numbers from 1.
  static func counting(to last: Int, start: Double, end: Double) -> Scale {
    let ticks = stride(from: 1, through: max(last, 1), by: max(1, last / 6)).map {
      Tick(value: Double($0), label: "\($0)")
    }
    return Scale(
      isLogarithmic: false, low: last > 1 ? 1 : 0.5, high: last > 1 ? Double(last) : 1.5, start: start, end: end,
      ticks: ticks)
  }
}

import ArgumentParser
import Foundation

/// `heatsweep bench kernels`: the rates of convolutions and matrix products.
package struct BenchKernelsCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "kernels",
    abstract: "Measures the rates of the networks' convolutions and matrix products on one thread.",
    discussion: """
      Data are random. A convolution's rate counts the multiplications and additions of a direct convolution, whatever \
      is done instead; Winograd's algorithm takes a quarter of the multiplications or a fifth. Matrix products are those that \
      the convolutions are made of, a small block and a whole batch; the same by oneDNN stands beside them.
      """)

  @Option(help: "Only this network's: compact or vgg16.")
  var model: BenchModel?

  @Option(help: "Measurements of each, of which the median is printed.")
  var repetitions = 5

  @Flag(help: "Print one line of JSON.")
  var json = false

  package init() {}

  package func run() throws {
    try BenchError.require((1...1000).contains(repetitions), "--repetitions", "a number from 1 to 1000", repetitions)
    let models = model.map { [$0] } ?? BenchModel.allCases
    let rates = KernelRates(
      convolutions: models.flatMap { ConvolutionRates.ofLayers(of: $0, repetitions: repetitions) },
      matrixProducts: MatrixProductRates.ofLayers(of: models, repetitions: repetitions))
    print(json ? try rates.json : rates.text)
  }
}

/// What `heatsweep bench kernels` found, in GFLOP/s.
struct KernelRates: Encodable {
  let engine = "heatsweep"
  let convolutions: [ConvolutionRates]
  let matrixProducts: [MatrixProductRates]

  private enum CodingKeys: String, CodingKey {
    case engine, convolutions
    case matrixProducts = "matrix_products"
  }

  /// One line.
  var json: String {
    get throws { try JSONEncoder.stable.encoded(self) }
  }

  /// Two tables for people.
  var text: String {
    var lines = [
      "convolutions, GFLOP/s".padded(to: 28)
        + ["forward", "gradients", "input", "weights"].map { $0.padded(to: 11, atStart: true) }.joined()
    ]
    for row in convolutions {
      let rates = [row.forward, row.bothGradients, row.inputGradient, row.weightGradient]
      lines.append(
        "\(row.layer), batch \(row.batch)".padded(to: 28)
          + rates.map { ($0?.text(0) ?? "").padded(to: 11, atStart: true) }.joined())
    }
    lines += ["", "matrix products, GFLOP/s".padded(to: 28) + "       ours     oneDNN"]
    for row in matrixProducts {
      lines.append(
        "\(row.rows) x \(row.inner) x \(row.columns)".padded(to: 28)
          + [row.heatsweep, row.oneDNN].map { $0.text(0).padded(to: 11, atStart: true) }.joined())
    }
    return lines.joined(separator: "\n")
  }
}

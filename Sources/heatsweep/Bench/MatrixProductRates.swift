import COneDNN
import Kernels
import Networks

/// How fast a matrix product runs here and by oneDNN, in GFLOP/s.
struct MatrixProductRates: Encodable {
  let rows: Int
  let inner: Int
  let columns: Int
  let heatsweep: Double
  let oneDNN: Double

  private enum CodingKeys: String, CodingKey {
    case rows, inner, columns, heatsweep
    case oneDNN = "onednn"
  }

  private struct Size: Hashable {
    let rows: Int
    let inner: Int
    let columns: Int
  }

  /// Rows of a small product, whose operands fit in the caches.
  private static let block = 96

  /// The products of 4 x 4 tiles with weights that Winograd's convolution is made of, and those of the dense layers.
  static func ofLayers(of models: [BenchModel], repetitions: Int) -> [MatrixProductRates] {
    var sizes: [Size] = []
    for model in models {
      let network = model.network
      for layer in network.convolutions.dropFirst() {
        guard let size = network.mapSize(ofLayer: layer.name) else { continue }
        let tiles = model.usualBatch * ((size.rows + 3) / 4) * ((size.columns + 3) / 4)
        sizes += [block, tiles].map { Size(rows: $0, inner: layer.inputs, columns: layer.filters) }
      }
      sizes += network.dense.prefix(1).map { Size(rows: model.usualBatch, inner: $0.inputs, columns: $0.units) }
    }
    var known: Set<Size> = []
    return sizes.filter { known.insert($0).inserted }.map { MatrixProductRates($0, repetitions: repetitions) }
  }

  private init(_ size: Size, repetitions: Int) {
    (rows, inner, columns) = (size.rows, size.inner, size.columns)
    let a = Buffer(repeating: 1, count: rows * inner)
    let b = Buffer(repeating: 1, count: inner * columns)
    let c = Buffer(uninitialized: rows * columns)
    let work = Double(2 * rows * inner * columns)
    // A small product is repeated, so that reading the clock does not count.
    let calls = max(1, Int(2e8 / work))
    func rate(_ product: () -> Void) -> Double {
      product()
      return Rate.median(of: repetitions, operations: work * Double(calls)) {
      } measure: {
        for _ in 0..<calls { product() }
      }
    }
    heatsweep = rate {
      _ = DenseProduct.multiply(
        a, isTransposed: false, b, isTransposed: false, rows: size.rows, columns: size.columns, inner: size.inner)
    }
    omp_set_num_threads(1)
    let plain = CChar(UInt8(ascii: "N"))
    oneDNN = rate {
      _ = dnnl_sgemm(
        plain, plain, dnnl_dim_t(size.rows), dnnl_dim_t(size.columns), dnnl_dim_t(size.inner), 1, a.pointer,
        dnnl_dim_t(size.inner), b.pointer, dnnl_dim_t(size.columns), 0, c.pointer, dnnl_dim_t(size.columns))
    }
  }
}

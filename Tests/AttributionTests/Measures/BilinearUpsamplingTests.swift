import Attribution
import Foundation
import Kernels
import TestKit
import Testing

@Suite struct BilinearUpsamplingTests {
  struct Case: Decodable {
    let map: TensorRecipe
    let image: GoldenTensor
  }

  @Test func agreesWithPyTorch() throws {
    let cases: [Case] = try Golden.load("upsampling", from: .module)
    #expect(cases.count == 4)
    for example in cases {
      let upsampling = BilinearUpsampling(
        rows: example.map.shape[0], columns: example.map.shape[1], height: example.image.shape[0],
        width: example.image.shape[1])
      #expect(relativeError(upsampling.upsample(example.map.values), example.image.values) < 1e-5)
    }
  }

  @Test func aConstantStaysOne() {
    let upsampling = BilinearUpsampling(rows: 6, columns: 8, height: 105, width: 135)
    #expect(upsampling.upsample([Float](repeating: 2, count: 48)).allSatisfy { abs($0 - 2) < 1e-6 })
  }
}

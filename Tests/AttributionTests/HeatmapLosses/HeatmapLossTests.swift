import Attribution
import Autodiff
import Foundation
import Kernels
import TestKit
import Testing

/// The losses on maps that have positive values.
@Suite struct HeatmapLossTests {
  struct Case: Decodable {
    let loss: String
    let maps: TensorRecipe
    let outside: TensorRecipe
    let cotangent: TensorRecipe
    let direction: TensorRecipe
    let value: GoldenTensor
    let first: GoldenTensor
    let second: GoldenTensor
  }

  @Test func valuesAndDerivativesAgreeWithPyTorch() throws {
    let cases: [Case] = try Golden.load("losses", from: .module)
    #expect(Set(cases.map(\.loss)) == ["paper", "energy", "l1", "mask", "dice"])
    for example in cases {
      let maps = example.maps.tensor.asVariable
      let value = try heatmapLoss(example.loss).perSample(map: maps, outside: example.outside.tensor)
      #expect(relativeError(value, example.value) < 1e-5)
      let first = gradient(of: value, wrt: [maps], cotangent: example.cotangent.tensor)[0]
      #expect(relativeError(first, example.first) < 1e-5)
      let second = gradient(of: first, wrt: [maps], cotangent: example.direction.tensor)[0]
      #expect(relativeError(second, example.second) < 1e-5)
    }
  }

  /// Values in steps of 1/4 off zero, so that neither ReLU nor the maximum changes within the finite differences.
  @Test(arguments: ["paper", "energy", "l1", "mask", "dice"]) func derivativesToSecondOrder(name: String) throws {
    var random = RandomGenerator(seed: 1)
    let loss = try heatmapLoss(name)
    let maps = Tensor([2, 3, 4], random.shuffled(count: 24).map { (Float($0) - 11.5) / 4 })
    let outside = TensorRecipe([2, 3, 4], seed: 2, scale: 0.5, shift: 0.5).tensor
    let found = DerivativeCheck().disagreements(at: [maps]) { loss.perSample(map: $0[0], outside: outside) }
    #expect(found == [])
  }

  @Test func knownValues() {
    let map = Tensor([2, 1, 4], [4, 2, -5, 0, 1, 0, 0, 3])
    let outside = Tensor([2, 1, 4], [0, 1, 1, 1, 1, 0, 0, 0.5])
    #expect(relativeError(PaperLoss().perSample(map: map, outside: outside).array, [0.125, 5.0 / 24]) < 1e-6)
    #expect(relativeError(EnergyLoss().perSample(map: map, outside: outside).array, [1.0 / 3, 0.625]) < 1e-6)
    #expect(relativeError(L1Loss().perSample(map: map, outside: outside).array, [0.125, (1.0 / 3 + 2.5) / 4]) < 1e-6)
    // 2 x 1 over 1.5 + 1; 2 x 0.5 over 4/3 + 2.5.
    #expect(relativeError(DiceLoss().perSample(map: map, outside: outside).array, [0.2, 1 - 6.0 / 23]) < 1e-6)
    func softplus(_ x: Double) -> Double { log(1 + exp(x)) }
    let mask = [(softplus(2) + softplus(-5) + softplus(0)) / 3, (softplus(1) + softplus(3) / 2) / 1.5]
    #expect(relativeError(MaskLoss().perSample(map: map, outside: outside).array, mask) < 1e-6)
  }

  @Test(arguments: formLosses) func aMapInTheHeartCostsNothingAndOneOutsideTheMost(name: String) throws {
    let loss = try heatmapLoss(name)
    let outside = Tensor([1, 2, 2], [1, 0, 1, 1])
    #expect(loss.perSample(map: Tensor([1, 2, 2], [-1, 5, 0, -3]), outside: outside).array == [0])
    let worst = loss.perSample(map: Tensor([1, 2, 2], [2, 0, 2, 2]), outside: outside).scalar
    #expect(worst == (name == "paper" ? 0.75 : 1))
  }

  /// The control arm without a mask: nothing is outside.
  @Test(arguments: ["paper", "energy", "mask"]) func withNothingOutsideNothingIsAsked(name: String) throws {
    let map = Tensor([1, 2, 2], [-1, 5, 0, 3]).asVariable
    let value = try heatmapLoss(name).perSample(map: map, outside: Tensor(repeating: 0, [1, 2, 2]))
    #expect(value.array == [0])
    #expect(gradient(of: value, wrt: [map])[0].array == [0, 0, 0, 0])
  }

  /// The mask loss is linear in what is large, and vanishes where the map is far below zero outside.
  @Test(arguments: [Float(100), 1e4, 1e30, 3e38]) func theMaskLossNeverOverflows(size: Float) {
    let outside = Tensor([1, 2, 2], [1, 0, 0.5, 1])
    let large = MaskLoss().perSample(map: Tensor(repeating: size, [1, 2, 2]), outside: outside).scalar
    #expect(abs(large / size - 1) < 1e-5)
    let small = MaskLoss().perSample(map: Tensor([1, 2, 2], [-size, size, -size, -size]), outside: outside).scalar
    #expect(small < 1e-30)
  }

  /// The losses look at a map's form alone.
  @Test(arguments: formLosses) func aMapsScaleDoesNotMatter(name: String) throws {
    let loss = try heatmapLoss(name)
    let map = TensorRecipe([3, 4, 5], seed: 3).tensor
    let outside = TensorRecipe([3, 4, 5], seed: 4, scale: 0.5, shift: 0.5).tensor
    let expected = loss.perSample(map: map, outside: outside).array.map(Double.init)
    for scale in [Float(0x1p-20), 0x1p20, 0x1p100, 0x1p127] {
      let variable = (map * scale).asVariable
      let value = loss.perSample(map: variable, outside: outside)
      #expect(relativeError(value.array, expected) < 1e-5, "\(scale)")
      #expect(gradient(of: value, wrt: [variable])[0].buffer.isFinite, "\(scale)")
    }
  }
}

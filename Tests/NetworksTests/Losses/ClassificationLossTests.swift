import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

@Suite struct ClassificationLossTests {
  private let losses: [any ClassificationLoss] = [
    CrossEntropy(), SigmoidCrossEntropy(), SigmoidMeanSquaredError(),
  ]

  @Test func knownValues() {
    let logits = Tensor([2, 4], [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(abs(CrossEntropy()(logits: logits, classes: [0, 3]).scalar - Float(Foundation.log(4.0))) < 1e-6)
    #expect(SigmoidMeanSquaredError()(logits: logits, classes: [0, 3]).scalar == 0.25)
  }

  /// -log(sigmoid(x of the class) / sum of all sigmoids), computed in double precision.
  @Test func crossEntropyOfSigmoidsIsThatOfTheirShares() {
    let rows: [[Double]] = [[0.5, -2, 3, 0], [-30, 1, -1, 0], [0, 0, 0, 0]]
    let classes = [2, 0, 1]
    let expected = zip(rows, classes).map { row, own in
      let sigmoids = row.map { 1 / (1 + Foundation.exp(-$0)) }
      return -Foundation.log(sigmoids[own] / sigmoids.reduce(0, +))
    }
    let logits = Tensor([3, 4], rows.joined().map { Float($0) }).asVariable
    let value = SigmoidCrossEntropy()(logits: logits, classes: classes)
    #expect(abs(Double(value.scalar) - expected.reduce(0, +) / 3) < 1e-5)
    // At zero, where the largest term changes, each logit's slope is (1 - sigmoid) (share - own), over three samples.
    let slope = gradient(of: value, wrt: [logits])[0].array[8..<12]
    for (found, wanted) in zip(slope, [0.125, -0.375, 0.125, 0.125]) { #expect(abs(Double(found) - wanted / 3) < 1e-6) }
  }

  @Test func derivativesToSecondOrder() {
    let logits = TensorRecipe([3, 4], seed: 1, scale: 2).tensor
    for loss in losses {
      #expect(DerivativeCheck().disagreements(at: [logits]) { loss(logits: $0[0], classes: [0, 3, 1]) } == [])
    }
  }

  @Test func hugeLogitsStayFinite() {
    let logits = Tensor([2, 2], [1e4, -1e4, -1e4, 1e4]).asVariable
    for loss in losses {
      for classes in [[0, 1], [1, 0]] {
        let value = loss(logits: logits, classes: classes)
        #expect(value.buffer.isFinite)
        #expect(gradient(of: value, wrt: [logits])[0].buffer.isFinite)
      }
    }
  }
}

import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

@Suite struct ClassificationLossTests {
  private let losses: [any ClassificationLoss] = [CrossEntropy(), SigmoidMeanSquaredError()]

  @Test func knownValues() {
    let logits = Tensor([2, 4], [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(abs(CrossEntropy()(logits: logits, classes: [0, 3]).scalar - Float(Foundation.log(4.0))) < 1e-6)
    #expect(SigmoidMeanSquaredError()(logits: logits, classes: [0, 3]).scalar == 0.25)
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

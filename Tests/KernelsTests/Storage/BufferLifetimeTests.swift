import Foundation
import Kernels
import Synchronization
import Testing

/// No kernel reads memory that went back to the pool, where another thread may take it.
@Suite struct BufferLifetimeTests {
  /// Takes every free block that is to be had, spoils it and gives it back, until told to stop.
  private final class Thief: Sendable {
    private let isOver = Atomic<Bool>(false)
    private let done = DispatchSemaphore(value: 0)

    init(sizes: [Int]) {
      let thread = Thread { [self] in
        while !isOver.load(ordering: .relaxed) {
          for size in sizes {
            _ = Buffer(repeating: .nan, count: size)
          }
        }
        done.signal()
      }
      thread.start()
    }

    func stop() {
      isOver.store(true, ordering: .relaxed)
      done.wait()
    }
  }

  /// Shapes for each way of convolving and of adding up the weights' gradient.
  @Test(arguments: [
    ConvolutionShape(batch: 2, height: 33, width: 35, inputChannels: 1, outputChannels: 16),
    ConvolutionShape(batch: 2, height: 52, width: 67, inputChannels: 16, outputChannels: 16),
    ConvolutionShape(batch: 4, height: 26, width: 33, inputChannels: 32, outputChannels: 64),
    ConvolutionShape(batch: 1, height: 7, width: 7, inputChannels: 64, outputChannels: 64),
  ])
  func convolutionsAreTheSameBesideAThief(shape: ConvolutionShape) {
    let input = Buffer((0..<shape.inputCount).map { Float($0 % 7) - 3 })
    let weights = Buffer((0..<shape.weightCount).map { Float($0 % 5) - 2 })
    let cotangent = Buffer((0..<shape.outputCount).map { Float($0 % 3) - 1 })
    func everything() -> [[Float]] {
      let output = Convolution.forward(input: input, weights: weights, shape: shape)
      let gradients = Convolution.gradients(
        input: input, weights: weights, cotangent: cotangent, choices: nil, shape: shape)
      return [output.array, gradients.input?.array ?? [], gradients.weights?.array ?? []]
    }
    let expected = everything()
    // One of each size that the pool knows, up to four megabytes.
    let thief = Thief(sizes: (4..<20).flatMap { power in (4..<8).map { $0 << power } })
    defer { thief.stop() }
    for _ in 0..<40 { #expect(everything() == expected) }
  }
}

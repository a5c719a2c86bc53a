import Kernels
import Testing

@Suite struct BufferTests {
  @Test func memoryIsUsedAgain() {
    // A size that no other test asks for, since tests share the pool.
    let count = 3_456_789
    let first = { UInt(bitPattern: Buffer(repeating: 1, count: count).pointer) }()
    let second = Buffer(repeating: 2, count: count)
    #expect(UInt(bitPattern: second.pointer) == first)
    let third = Buffer(repeating: 3, count: count)
    #expect(third.pointer != second.pointer)
    #expect(second[0] == 2 && second[count - 1] == 2)
  }

  @Test func buffersOfAnySizeAreApartAndAligned() {
    let buffers = (0..<200).map { Buffer(repeating: Float($0), count: $0) }
    for (value, buffer) in buffers.enumerated() {
      #expect(UInt(bitPattern: buffer.pointer) % 64 == 0)
      #expect(buffer.array == [Float](repeating: Float(value), count: value))
    }
  }

  @Test func copiesHaveTheirOwnMemory() {
    let buffer = Buffer([1, 2, 3])
    let copy = Buffer(copying: buffer)
    copy.pointer[0] = 9
    #expect(buffer.array == [1, 2, 3])
    #expect(copy.array == [9, 2, 3])
  }

  @Test(arguments: 0..<40) func finiteMeansEveryElement(count: Int) {
    let values = (0..<count).map { Float($0 % 3 - 1) * .greatestFiniteMagnitude }
    #expect(Buffer(values).isFinite)
    for index in 0..<count {
      for odd in [Float.nan, .infinity, -.infinity] {
        var broken = values
        broken[index] = odd
        #expect(!Buffer(broken).isFinite)
      }
    }
  }
}

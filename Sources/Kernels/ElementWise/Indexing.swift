/// Taking elements by index, and its adjoint.
public enum Indexing {
  /// result[i] = x[indices[i]].
  public static func gather(_ x: Buffer, indices: [Int]) -> Buffer {
    let result = Buffer(uninitialized: indices.count)
    for (position, index) in indices.enumerated() {
      precondition(index >= 0 && index < x.count, "gather index out of range")
      result.pointer[position] = x.pointer[index]
    }
    return result
  }

  /// result[indices[i]] += x[i], in the order of i.
  public static func scatterAdd(_ x: Buffer, indices: [Int], count: Int) -> Buffer {
    precondition(x.count == indices.count, "scatter needs an index for every element")
    let result = Buffer(repeating: 0, count: count)
    for (position, index) in indices.enumerated() {
      precondition(index >= 0 && index < count, "scatter index out of range")
      result.pointer[index] += x.pointer[position]
    }
    return result
  }

  /// For each row of `length` elements, the index in the whole buffer of its first maximum.
  public static func argmaxOfRows(_ x: Buffer, length: Int) -> [Int] {
    precondition(length > 0 && x.count.isMultiple(of: length), "rows must be whole and not empty")
    return stride(from: 0, to: x.count, by: length).map { start in
      var best = start
      for index in start..<start + length where x.pointer[index] > x.pointer[best] { best = index }
      return best
    }
  }
}

/// Stretching a buffer over a larger shape, and its adjoint, summing back.
public enum Broadcasting {
  /// `x` of shape `from` repeated along the axes where it has size 1 or none.
  public static func broadcast(_ x: Buffer, from: Shape, to target: Shape) -> Buffer {
    let result = Buffer(uninitialized: target.count)
    visit(small: from, large: target) { small, large, run, isRepeated in
      if isRepeated {
        (result.pointer + large).update(repeating: x.pointer[small], count: run)
      } else {
        (result.pointer + large).update(from: x.pointer + small, count: run)
      }
    }
    return result
  }

  /// Sums `x` of shape `from` over the axes along which `target` would be stretched; in the order of memory.
  public static func sum(_ x: Buffer, from: Shape, to target: Shape) -> Buffer {
    let result = Buffer(repeating: 0, count: target.count)
    visit(small: target, large: from) { small, large, run, isRepeated in
      if isRepeated {
        var total = result.pointer[small]
        for index in 0..<run { total += x.pointer[large + index] }
        result.pointer[small] = total
      } else {
        let (to, source) = (result.pointer + small, x.pointer + large)
        let whole = run / 8 * 8
        for index in stride(from: 0, to: whole, by: 8) {
          (Lanes(at: to + index) + Lanes(at: source + index)).store(to: to + index)
        }
        for index in whole..<run { to[index] += source[index] }
      }
    }
    return result
  }

  /// Walks over the innermost runs of `large`, telling where each lies in `small` and whether it is one element repeated.
  @inline(__always)
  private static func visit(
    small: Shape, large: Shape, _ body: (_ small: Int, _ large: Int, _ run: Int, _ isRepeated: Bool) -> Void
  ) {
    guard large.count > 0 else { return }
    guard let run = large.sizes.last else { return body(0, 0, 1, true) }
    let missing = large.rank - small.rank
    let smallStrides = small.strides
    let steps = (0..<large.rank).map { axis in
      axis < missing || small[axis - missing] == 1 ? 0 : smallStrides[axis - missing]
    }
    let isRepeated = steps[large.rank - 1] == 0
    var index = [Int](repeating: 0, count: large.rank - 1)
    var smallOffset = 0
    for start in stride(from: 0, to: large.count, by: run) {
      body(smallOffset, start, run, isRepeated)
      // The outer axes count up like an odometer.
      for axis in stride(from: large.rank - 2, through: 0, by: -1) {
        index[axis] += 1
        smallOffset += steps[axis]
        if index[axis] < large[axis] { break }
        smallOffset -= index[axis] * steps[axis]
        index[axis] = 0
      }
    }
  }
}

/// The one-dimensional transforms of Winograd's F(4, 3) and their adjoints, on vectors of channels.
///
/// Interpolation points 0, 1, -1, 2, -2 and infinity (Lavin and Gray, 2016, "Fast Algorithms for Convolutional Neural
/// Networks"). With B, G and A the matrices of that paper, y = A'[(G g) * (B'd)]; both gradients use the transposes.
/// The index argument lets one body serve rows and columns of a tile.
enum WinogradTransforms {
  /// B' d: six samples to six.
  @inline(__always)
  static func input(_ load: (Int) -> Lanes, _ store: (Int, Lanes) -> Void) {
    let d0 = load(0)
    let d1 = load(1)
    let d2 = load(2)
    let d3 = load(3)
    let d4 = load(4)
    let d5 = load(5)
    let even = d4 - 4 * d2
    let odd = d3 - 4 * d1
    let evenHalf = d4 - d2
    let oddHalf = 2 * (d3 - d1)
    store(0, 4 * d0 - 5 * d2 + d4)
    store(1, even + odd)
    store(2, even - odd)
    store(3, evenHalf + oddHalf)
    store(4, evenHalf - oddHalf)
    store(5, 4 * d1 - 5 * d3 + d5)
  }

  /// B v: the adjoint of `input`.
  @inline(__always)
  static func inputAdjoint(_ load: (Int) -> Lanes, _ store: (Int, Lanes) -> Void) {
    let v0 = load(0)
    let v1 = load(1)
    let v2 = load(2)
    let v3 = load(3)
    let v4 = load(4)
    let v5 = load(5)
    let sum12 = v1 + v2
    let difference12 = v1 - v2
    let sum34 = v3 + v4
    let difference34 = 2 * (v3 - v4)
    store(0, 4 * v0)
    store(1, 4 * (v5 - difference12) - difference34)
    store(2, -5 * v0 - 4 * sum12 - sum34)
    store(3, difference12 + difference34 - 5 * v5)
    store(4, v0 + sum12 + sum34)
    store(5, v5)
  }

  /// A' m: six samples to four outputs.
  @inline(__always)
  static func output(_ load: (Int) -> Lanes, _ store: (Int, Lanes) -> Void) {
    let m0 = load(0)
    let m1 = load(1)
    let m2 = load(2)
    let m3 = load(3)
    let m4 = load(4)
    let m5 = load(5)
    let sum12 = m1 + m2
    let difference12 = m1 - m2
    let sum34 = m3 + m4
    let difference34 = m3 - m4
    store(0, m0 + sum12 + sum34)
    store(1, difference12 + 2 * difference34)
    store(2, sum12 + 4 * sum34)
    store(3, difference12 + 8 * difference34 + m5)
  }

  /// A y: the adjoint of `output`, four to six.
  @inline(__always)
  static func outputAdjoint(_ load: (Int) -> Lanes, _ store: (Int, Lanes) -> Void) {
    let y0 = load(0)
    let y1 = load(1)
    let y2 = load(2)
    let y3 = load(3)
    let even = y0 + y2
    let odd = y1 + y3
    let evenFar = y0 + 4 * y2
    let oddFar = 2 * y1 + 8 * y3
    store(0, y0)
    store(1, even + odd)
    store(2, even - odd)
    store(3, evenFar + oddFar)
    store(4, evenFar - oddFar)
    store(5, y3)
  }

  /// G g: three weights to six.
  @inline(__always)
  static func weights(_ load: (Int) -> Lanes, _ store: (Int, Lanes) -> Void) {
    let g0 = load(0)
    let g1 = load(1)
    let g2 = load(2)
    let even = (g0 + g2) * (1 / 6 as Float)
    let odd = g1 * (1 / 6 as Float)
    let evenFar = g0 * (1 / 24 as Float) + g2 * (1 / 6 as Float)
    let oddFar = g1 * (1 / 12 as Float)
    store(0, g0 * 0.25)
    store(1, -even - odd)
    store(2, odd - even)
    store(3, evenFar + oddFar)
    store(4, evenFar - oddFar)
    store(5, g2)
  }

  /// G' u: the adjoint of `weights`, six to three.
  @inline(__always)
  static func weightsAdjoint(_ load: (Int) -> Lanes, _ store: (Int, Lanes) -> Void) {
    let u0 = load(0)
    let u1 = load(1)
    let u2 = load(2)
    let u3 = load(3)
    let u4 = load(4)
    let u5 = load(5)
    let sum12 = u1 + u2
    let sum34 = u3 + u4
    store(0, 0.25 * u0 - sum12 * (1 / 6 as Float) + sum34 * (1 / 24 as Float))
    store(1, (u2 - u1) * (1 / 6 as Float) + (u3 - u4) * (1 / 12 as Float))
    store(2, (sum34 - sum12) * (1 / 6 as Float) + u5)
  }
}

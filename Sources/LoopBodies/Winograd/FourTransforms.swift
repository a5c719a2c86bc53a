/// Winograd's F(4, 3) with the interpolation points 0, 1, -1, 2, -2 and infinity (Lavin and Gray, 2016).
enum FourTransforms {
  /// B' d.
  enum Input: LineTransform {
    @inline(__always)
    static func apply(_ d: Line<6>) -> Line<6> {
      let even = d[4].addingProduct(-4, d[2])
      let odd = d[3].addingProduct(-4, d[1])
      let evenHalf = d[4] - d[2]
      let oddHalf = d[3] - d[1]
      return [
        d[4].addingProduct(4, d[0]).addingProduct(-5, d[2]), even + odd, even - odd, evenHalf.addingProduct(2, oddHalf),
        evenHalf.addingProduct(-2, oddHalf), d[5].addingProduct(4, d[1]).addingProduct(-5, d[3]),
      ]
    }
  }

  /// A' m.
  enum Output: LineTransform {
    @inline(__always)
    static func apply(_ m: Line<6>) -> Line<4> {
      let sum12 = m[1] + m[2]
      let difference12 = m[1] - m[2]
      let sum34 = m[3] + m[4]
      let difference34 = m[3] - m[4]
      return [
        m[0] + sum12 + sum34, difference12.addingProduct(2, difference34), sum12.addingProduct(4, sum34),
        (difference12 + m[5]).addingProduct(8, difference34),
      ]
    }
  }

  /// A y: the adjoint of `Output`.
  enum OutputAdjoint: LineTransform {
    @inline(__always)
    static func apply(_ y: Line<4>) -> Line<6> {
      let even = y[0] + y[2]
      let odd = y[1] + y[3]
      let evenFar = y[0].addingProduct(4, y[2])
      let oddFar = y[1].addingProduct(4, y[3])
      return [
        y[0], even + odd, even - odd, evenFar.addingProduct(2, oddFar), evenFar.addingProduct(-2, oddFar), y[3],
      ]
    }
  }

  /// G g.
  enum Weights: LineTransform {
    @inline(__always)
    static func apply(_ g: Line<3>) -> Line<6> {
      let even = (g[0] + g[2]) * (1 / 6 as Float)
      let odd = g[1] * (1 / 6 as Float)
      let evenFar = g[0] * (1 / 24 as Float) + g[2] * (1 / 6 as Float)
      let oddFar = g[1] * (1 / 12 as Float)
      return [g[0] * 0.25, -even - odd, odd - even, evenFar + oddFar, evenFar - oddFar, g[2]]
    }
  }

  /// G' u: the adjoint of `Weights`.
  enum WeightsAdjoint: LineTransform {
    @inline(__always)
    static func apply(_ u: Line<6>) -> Line<3> {
      let sum12 = u[1] + u[2]
      let sum34 = u[3] + u[4]
      return [
        0.25 * u[0] - sum12 * (1 / 6 as Float) + sum34 * (1 / 24 as Float),
        (u[2] - u[1]) * (1 / 6 as Float) + (u[3] - u[4]) * (1 / 12 as Float), (sum34 - sum12) * (1 / 6 as Float) + u[5],
      ]
    }
  }
}

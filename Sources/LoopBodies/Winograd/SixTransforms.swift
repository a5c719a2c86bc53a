/// Winograd's F(6, 3) with the interpolation points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity.
///
/// Points and their inverses keep the matrices' elements, and so the rounding errors, small (Barabasz and others, 2020, "Error Analysis
/// and Improving the Accuracy of Winograd Convolution for Deep Neural Networks").
enum SixTransforms {
  /// B' d.
  enum Input: LineTransform {
    @inline(__always)
    static func apply(_ d: Line<8>) -> Line<8> {
      let even = (d[2] + d[6]).addingProduct(-4.25, d[4])
      let odd = (d[1] + d[5]).addingProduct(-4.25, d[3])
      let evenFar = d[6].addingProduct(0.25, d[2]).addingProduct(-1.25, d[4])
      let oddFar = d[1].addingProduct(-5, d[3]).addingProduct(4, d[5])
      let evenNear = d[6].addingProduct(4, d[2]).addingProduct(-5, d[4])
      let oddNear = d[5].addingProduct(4, d[1]).addingProduct(-5, d[3])
      return [
        (d[0] - d[6]).addingProduct(5.25, d[4] - d[2]), even + odd, even - odd, evenFar.addingProduct(0.5, oddFar),
        evenFar.addingProduct(-0.5, oddFar), evenNear.addingProduct(0.5, oddNear),
        evenNear.addingProduct(-0.5, oddNear), (d[7] - d[1]).addingProduct(5.25, d[3] - d[5]),
      ]
    }
  }

  /// A' m.
  enum Output: LineTransform {
    @inline(__always)
    static func apply(_ m: Line<8>) -> Line<6> {
      let (sum12, difference12) = (m[1] + m[2], m[1] - m[2])
      let (sum34, difference34) = (m[3] + m[4], m[3] - m[4])
      let (sum56, difference56) = (m[5] + m[6], m[5] - m[6])
      return [
        (m[0] + sum12) + (sum34 + sum56), difference12.addingProduct(2, difference34).addingProduct(0.5, difference56),
        sum12.addingProduct(4, sum34).addingProduct(0.25, sum56),
        difference12.addingProduct(8, difference34).addingProduct(0.125, difference56),
        sum12.addingProduct(16, sum34).addingProduct(0.0625, sum56),
        (difference12 + m[7]).addingProduct(32, difference34).addingProduct(0.03125, difference56),
      ]
    }
  }

  /// A y: the adjoint of `Output`.
  enum OutputAdjoint: LineTransform {
    @inline(__always)
    static func apply(_ y: Line<6>) -> Line<8> {
      let even = y[0] + y[2] + y[4]
      let odd = y[1] + y[3] + y[5]
      let evenFar = y[0].addingProduct(4, y[2]).addingProduct(16, y[4])
      let oddFar = y[1].addingProduct(4, y[3]).addingProduct(16, y[5])
      let evenNear = y[0].addingProduct(0.25, y[2]).addingProduct(0.0625, y[4])
      let oddNear = y[1].addingProduct(0.25, y[3]).addingProduct(0.0625, y[5])
      return [
        y[0], even + odd, even - odd, evenFar.addingProduct(2, oddFar), evenFar.addingProduct(-2, oddFar),
        evenNear.addingProduct(0.5, oddNear), evenNear.addingProduct(-0.5, oddNear), y[5],
      ]
    }
  }

  /// G g.
  enum Weights: LineTransform {
    @inline(__always)
    static func apply(_ g: Line<3>) -> Line<8> {
      let even = (g[0] + g[2]) * (2 / 9 as Float)
      let odd = g[1] * (2 / 9 as Float)
      let evenFar = (g[0] * (1 / 90 as Float)).addingProduct(2 / 45, g[2])
      let oddFar = g[1] * (1 / 45 as Float)
      let evenNear = (g[0] * (32 / 45 as Float)).addingProduct(8 / 45, g[2])
      let oddNear = g[1] * (16 / 45 as Float)
      return [
        g[0], -even - odd, odd - even, evenFar + oddFar, evenFar - oddFar, evenNear + oddNear, evenNear - oddNear, g[2],
      ]
    }
  }

  /// G' u: the adjoint of `Weights`.
  enum WeightsAdjoint: LineTransform {
    @inline(__always)
    static func apply(_ u: Line<8>) -> Line<3> {
      let (sum12, difference12) = (u[1] + u[2], u[1] - u[2])
      let (sum34, difference34) = (u[3] + u[4], u[3] - u[4])
      let (sum56, difference56) = (u[5] + u[6], u[5] - u[6])
      return [
        u[0].addingProduct(-2 / 9, sum12).addingProduct(1 / 90, sum34).addingProduct(32 / 45, sum56),
        (difference34 * (1 / 45 as Float)).addingProduct(-2 / 9, difference12).addingProduct(16 / 45, difference56),
        u[7].addingProduct(-2 / 9, sum12).addingProduct(2 / 45, sum34).addingProduct(8 / 45, sum56),
      ]
    }
  }
}

import Kernels

// Operators with NumPy's broadcasting.

extension Tensor {
  public static func + (a: Tensor, b: Tensor) -> Tensor { stretched(a, b) { Add()($0, $1) } }
  public static func - (a: Tensor, b: Tensor) -> Tensor { stretched(a, b) { Subtract()($0, $1) } }
  public static func * (a: Tensor, b: Tensor) -> Tensor { stretched(a, b) { Multiply()($0, $1) } }
  public static func / (a: Tensor, b: Tensor) -> Tensor { stretched(a, b) { Divide()($0, $1) } }

  public static prefix func - (x: Tensor) -> Tensor { Affine(scale: -1, offset: 0)(x) }
  public static func + (x: Tensor, c: Float) -> Tensor { Affine(scale: 1, offset: c)(x) }
  public static func - (x: Tensor, c: Float) -> Tensor { Affine(scale: 1, offset: -c)(x) }
  public static func - (c: Float, x: Tensor) -> Tensor { Affine(scale: -1, offset: c)(x) }
  public static func * (c: Float, x: Tensor) -> Tensor { Affine(scale: c, offset: 0)(x) }
  public static func * (x: Tensor, c: Float) -> Tensor { Affine(scale: c, offset: 0)(x) }
  public static func / (x: Tensor, c: Float) -> Tensor { Affine(scale: 1 / c, offset: 0)(x) }

  private static func stretched(_ a: Tensor, _ b: Tensor, _ combine: (Tensor, Tensor) -> Tensor) -> Tensor {
    guard let shape = Shape.broadcast(a.shape, b.shape) else {
      preconditionFailure("the shapes \(a.shape) and \(b.shape) do not broadcast")
    }
    return combine(a.broadcast(to: shape), b.broadcast(to: shape))
  }
}

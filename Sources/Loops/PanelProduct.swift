/// A matrix product whose right operand and result have columns in panels of 16.
public struct PanelProduct {
  /// Rows of A and C.
  public var rows: Int
  /// Panels of B's and C's columns.
  public var panels: Int
  public var left: Left
  public var right: Right
  public var result: Result
  /// Whether the product is added to what C holds.
  public var accumulates: Bool
  /// How often, and where next, the same is done.
  public var repetition = Repetition.once
  /// The same for every repetition.
  public var innerRepetition = Repetition.once

  public init(rows: Int, panels: Int, _ left: Left, _ right: Right, into result: Result, accumulates: Bool = false) {
    self.rows = rows
    self.panels = panels
    self.left = left
    self.right = right
    self.result = result
    self.accumulates = accumulates
  }

  /// Many small products in one call: floats from one to the next in each operand.
  public struct Repetition: Sendable {
    public var count: Int
    public var left: Int
    public var right: Int
    public var result: Int

    public static let once = Repetition(count: 1, left: 0, right: 0, result: 0)

    public init(count: Int, left: Int, right: Int, result: Int) {
      self.count = count
      self.left = left
      self.right = right
      self.result = result
    }
  }

  /// Moves to the next product.
  @inlinable public mutating func advance(_ repetition: Repetition) {
    left.pointer += repetition.left
    right.pointer += repetition.right
    result.pointer += repetition.result
  }

  /// A: its inner dimension is `runs` runs of `runLength` elements.
  public struct Left {
    public var pointer: UnsafePointer<Float>
    public var rowStride: Int
    public var runs = 1
    public var runStride = 0
    public var runLength: Int
    /// Floats from one element of a run to the next.
    public var innerStride: Int

    public init(
      _ pointer: UnsafePointer<Float>, rowStride: Int, runs: Int = 1, runStride: Int = 0, runLength: Int,
      innerStride: Int
    ) {
      self.pointer = pointer
      self.rowStride = rowStride
      self.runs = runs
      self.runStride = runStride
      self.runLength = runLength
      self.innerStride = innerStride
    }
  }

  /// B: 16 contiguous floats for every step along the inner dimension.
  public struct Right {
    public var pointer: UnsafePointer<Float>
    /// Floats from one step along the inner dimension to the next.
    public var rowStride: Int
    public var panelStride: Int

    public init(_ pointer: UnsafePointer<Float>, rowStride: Int, panelStride: Int) {
      self.pointer = pointer
      self.rowStride = rowStride
      self.panelStride = panelStride
    }
  }

  /// C: 16 contiguous floats of every row.
  public struct Result {
    public var pointer: UnsafeMutablePointer<Float>
    public var rowStride: Int
    public var panelStride: Int

    public init(_ pointer: UnsafeMutablePointer<Float>, rowStride: Int, panelStride: Int) {
      self.pointer = pointer
      self.rowStride = rowStride
      self.panelStride = panelStride
    }
  }
}

/// A binary heap: elements go in as they come and out in order, in logarithmic time each.
/// Inlinable, so that other modules' element types get code of their own.
public struct Heap<Element: Comparable> {
  @usableFromInline var elements: [Element] = []

  /// An empty one.
  @inlinable public init() {}

  /// The lowest element.
  @inlinable public var first: Element? { elements.first }

  /// Puts an element in.
  @inlinable public mutating func insert(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0, elements[child] < elements[(child - 1) / 2] {
      elements.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the lowest element out.
  @inlinable @discardableResult
  public mutating func removeFirst() -> Element? {
    guard !elements.isEmpty else { return nil }
    elements.swapAt(0, elements.count - 1)
    let first = elements.removeLast()
    var parent = 0
    while true {
      let left = 2 * parent + 1
      let right = left + 1
      guard left < elements.count else { return first }
      let child = right < elements.count && elements[right] < elements[left] ? right : left
      guard elements[child] < elements[parent] else { return first }
      elements.swapAt(child, parent)
      parent = child
    }
  }
}

extension Heap: Sendable where Element: Sendable {}

/// Things to be done at a time, the earliest first; equal times keep the order in which they were added, so that a run under a
/// virtual clock repeats exactly.
public struct Schedule<Item: Sendable>: Sendable {
  // Apart from their times: the heap moves them about a lot.
  @usableFromInline var items: [Int: Item] = [:]
  @usableFromInline var heap = Heap<Appointment>()
  @usableFromInline var added = 0

  /// An empty one.
  @inlinable public init() {}

  /// Puts an item in.
  @inlinable public mutating func add(_ item: Item, at time: Duration) {
    heap.insert(Appointment(time: time, number: added))
    items[added] = item
    added += 1
  }

  /// Takes the earliest item out.
  @inlinable public mutating func removeFirst() -> (time: Duration, item: Item)? {
    guard let first = heap.removeFirst(), let item = items.removeValue(forKey: first.number) else { return nil }
    return (first.time, item)
  }

  /// Takes the earliest item out if its time has come.
  @inlinable public mutating func removeDue(at now: Duration) -> Item? {
    guard let first = heap.first, first.time <= now else { return nil }
    return removeFirst()?.item
  }
}

/// When an item is due, and which one it is.
@usableFromInline struct Appointment: Comparable, Sendable {
  @usableFromInline let time: Duration
  @usableFromInline let number: Int

  @inlinable init(time: Duration, number: Int) {
    self.time = time
    self.number = number
  }

  @inlinable static func < (left: Appointment, right: Appointment) -> Bool {
    left.time != right.time ? left.time < right.time : left.number < right.number
  }
}

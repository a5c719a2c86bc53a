/// Events in the order of their time; equal times keep the order in which they were added, so that a run repeats exactly.
struct EventQueue<Event> {
  private struct Entry {
    let time: Duration
    let sequence: Int
    let event: Event

    static func < (left: Entry, right: Entry) -> Bool {
      left.time != right.time ? left.time < right.time : left.sequence < right.sequence
    }
  }

  /// A binary heap, the earliest first.
  private var heap: [Entry] = []
  private var added = 0

  mutating func add(_ event: Event, at time: Duration) {
    heap.append(Entry(time: time, sequence: added, event: event))
    added += 1
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeEarliest() -> (time: Duration, event: Event)? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      let left = 2 * parent + 1
      let right = left + 1
      guard left < heap.count else { break }
      let child = right < heap.count && heap[right] < heap[left] ? right : left
      guard heap[child] < heap[parent] else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return (first.time, first.event)
  }
}

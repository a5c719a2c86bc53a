/// First come, first served. Whoever leaves in the middle just gives up a place; nothing is searched.
struct WaitingLine<Guest: Sendable>: Sendable {
  private var guests: [Int: Guest] = [:]
  /// No guest has a lower place.
  private var front = 0
  private var back = 0

  /// Lets a guest in at the end.
  /// - Returns: its place.
  mutating func join(_ guest: Guest) -> Int {
    defer { back += 1 }
    guests[back] = guest
    return back
  }

  mutating func leave(_ place: Int) { guests[place] = nil }

  /// Who has waited longest; stays in the line.
  mutating func first() -> Guest? {
    while front < back, guests[front] == nil { front += 1 }
    return guests[front]
  }
}

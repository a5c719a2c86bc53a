/// Guesses which name a misspelt one was meant to be.
package enum NearestName {
  /// `; did you mean ...?` if one of the candidates is close enough, else nothing.
  package static func suggestion(for name: String, among candidates: [String]) -> String {
    // Longer names than any candidate's are not compared: they cannot be close, and might be very long.
    let longest = (candidates.map(\.count).max() ?? 0) + 3
    guard name.prefix(longest + 1).count <= longest else { return "" }
    let nearest = candidates.map { (name: $0, distance: distance(name.lowercased(), $0)) }.min {
      $0.distance < $1.distance
    }
    guard let nearest, nearest.distance <= max(1, min(3, nearest.name.count / 3)) else { return "" }
    return "; did you mean `\(nearest.name)`?"
  }

  /// Levenshtein's distance: the least number of characters to insert, delete or replace.
  private static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, character) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (character == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}

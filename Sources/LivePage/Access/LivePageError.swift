/// Why there is no page, in one line for the user.
package struct LivePageError: Error, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

import ArgumentParser

/// A condition on the rows of a table, as given on the command line: COLUMN=VALUE, where the cell is exactly the value.
package struct RowCondition: ExpressibleByArgument, Equatable, Sendable, CustomStringConvertible {
  package var column: String
  package var value: String

  package init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    column = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }

  package var description: String { "\(column)=\(value)" }
}

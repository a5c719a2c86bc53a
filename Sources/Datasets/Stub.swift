import Documents
import Foundation
import Images

public struct DatasetSettings: Codable, Sendable, Equatable {
  public var name: String { "" }
  package init(_ field: DocumentField, directory: URL?) throws {}
  public func prepare(seed: UInt64, report: (String) -> Void = { _ in }) throws -> PreparedImages { fatalError() }
}
public struct PreparedImages: Sendable { public let training, validation, test: ImageDataset }

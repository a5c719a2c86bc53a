import Foundation

/// A key that a coordinator lets in.
public struct AllowedKey: Sendable, Equatable {
  /// See `KeyDirectory.makeWorkerKey`.
  public let name: String
  /// Z85, 40 characters.
  public let publicKey: String
  /// From then on it is refused; nil: never.
  public let expires: Date?

  /// Whether it is refused at a time.
  public func isExpired(at time: Date) -> Bool { expires.map { $0 <= time } ?? false }
}

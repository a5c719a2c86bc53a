import Foundation

/// A message, and who sent it as far as the connection tells.
public struct ReceivedMessage: Sendable, Equatable {
  /// At least one.
  public let frames: [Data]
  /// The user that the `Authenticator` recognised when the connection was made; nil without one.
  public let user: String?
  /// The sender's network address, without port; nil where there is none.
  public let address: String?
}

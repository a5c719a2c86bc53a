import Cluster
import Foundation
import LivePage

extension AccessToken {
  /// The token of an output directory, made where it has none: it stays the same when a study is started again.
  /// - Throws: `ClusterError` where the file can be read by others, or holds no token.
  static func kept(in directory: URL) throws -> AccessToken {
    let path = directory.appending(path: "web-token").path
    if let text = try SecretFile.read(path) {
      guard let token = AccessToken(text.trimmingCharacters(in: .newlines)) else {
        throw ClusterError("\(path): expected 64 hexadecimal digits; remove it, and a new one is made")
      }
      return token
    }
    let token = AccessToken()
    try SecretFile.write(token.text + "\n", to: path)
    return token
  }
}

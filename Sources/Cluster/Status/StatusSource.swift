import Foundation
import ZeroMQ

/// Where it is read how far a study is: in its directory, or from the coordinator that works on it.
public enum StatusSource {
  /// `part` tells from a study file's text what of a study it is.
  case directory(URL, part: (String) -> String?)
  case coordinator(StatusClient)

  /// Throws `ClusterError` where there is nothing to read, or nobody answers.
  public func status() throws -> StudyStatus {
    switch self {
    case .directory(let directory, let part): try StudyStatus(directory: directory, part: part)
    case .coordinator(let client): try client.status()
    }
  }
}

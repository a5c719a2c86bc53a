import Foundation
import GRDB

extension StoredStudy {
  /// Some trials of a directory, by their numbers, as they are now: for whoever watches a study that was read before. Looks at
  /// nothing else, so that it is quick.
  ///
  /// - Throws: `ClusterError` where the directory's database cannot be read.
  public static func records(_ numbers: [Int], in directory: URL) throws -> [SweepRecord] {
    let path = directory.appending(path: StudyStore.fileName).path
    return try StoreFailure.explained(path) {
      try reader(path).read { database in
        try numbers.compactMap { try SweepRecord.one($0, in: database) }
      }
    }
  }
}

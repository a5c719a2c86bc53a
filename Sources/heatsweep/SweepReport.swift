import Cluster
import Foundation
import Studies

/// Writes the report of a study into its directory.
func writeReport(of study: Study, text: String, records: [TrialRecord], directory: URL) throws {
}

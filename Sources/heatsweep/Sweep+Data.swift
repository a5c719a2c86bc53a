import Cluster
import Files
import Foundation
import Studies

extension Sweep {
  /// The bytes of what its trials train on and start from, by the names under which workers of other machines ask for them: images,
  /// drawn anew, and weights files.
  var data: @Sendable (String) -> Data? {
    var images: [String: ImageSets.Source] = [:]
    var weights: [String: WeightsFile] = [:]
    for trial in trials {
      // What this version cannot read, no worker of the same build trains.
      guard let trial = try? JSONDecoder().decode(Studies.Trial.self, from: trial.payload) else { continue }
      let source = ImageSets.Source(of: trial)
      images[source.name] = source
      if let file = trial.experiment.weights { weights[file.name] = file }
    }
    return { [images, weights] name in
      if let source = images[name] { return try? ImageSets(source).encoded }
      guard let file = weights[name], let bytes = FileManager.default.contents(atPath: file.path),
        sha256(bytes) == file.digest
      else { return nil }
      return bytes
    }
  }
}

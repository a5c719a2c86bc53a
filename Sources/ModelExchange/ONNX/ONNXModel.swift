import Files
import Foundation
import Networks
import SwiftProtobuf

/// A trained network as an ONNX model (opset 17, IR version 8), which gives logits and all that class activation maps are made of.
///
/// Input `images`: N x channels x height x width. Outputs `logits`: N x classes; `activations` of the attribution layer: N x
/// channels x rows x columns; `gradients` of each class's logit by these: N x classes x channels x rows x columns. The HiResCAM
/// map of class c is the sum over channels of `activations` times `gradients[:, c]`. Weights have PyTorch's names and layout.
public struct ONNXModel {
  private let proto: Onnx_ModelProto
  private let name: String

  /// - Parameters:
  ///   - parameters: of this network.
  ///   - classes: their names, in the order of the logits.
  ///   - metadata: further text by key.
  public init(_ network: Network, _ parameters: Parameters, classes: [String], metadata: [String: String] = [:]) {
    precondition(classes.count == network.classes, "\(classes.count) names of \(network.classes) classes")
    var model = Onnx_ModelProto()
    model.irVersion = 8
    model.producerName = "heatsweep"
    model.docString = Self.explanation
    model.opsetImport = [Onnx_OperatorSetIdProto()]
    model.opsetImport[0].version = 17
    model.graph = ONNXGraph(network, PyTorchWeights(network, parameters)).proto
    let names = (try? JSONEncoder().encode(classes)) ?? Data()
    let properties = [
      "classes": String(decoding: names, as: UTF8.self), "preprocessing": "pixel / 127.5 - 1, pixels 0 to 255",
      "attribution_layer": network.attributionLayer, "model": network.name,
    ]
    // In one order, so that the same model gives the same bytes.
    model.metadataProps = properties.merging(metadata) { own, _ in own }.sorted { $0.key < $1.key }.map { key, value in
      var property = Onnx_StringStringEntryProto()
      (property.key, property.value) = (key, value)
      return property
    }
    (proto, name) = (model, network.name)
  }

  private static let explanation = """
    A classifier trained by heatsweep. Images are pixel / 127.5 - 1 in Float32; gray ones are repeated over the channels. \
    HiResCAM of class c: sum over channels of activations * gradients[:, c].
    """

  /// The file's bytes.
  /// - Throws: `WeightsError` for a model of more than 2 GB, which the format cannot hold.
  public func encoded() throws -> Data {
    do {
      return try proto.serializedData()
    } catch {
      throw WeightsError("\(name): too large for an ONNX file, which holds at most 2 GB")
    }
  }

  /// Writes the file; it is whole or not there.
  /// - Throws: `FileError` naming the file and the system's reason, `WeightsError` as `encoded` does.
  public func write(to url: URL) throws { try DurableFile.write(encoded(), to: url.path) }
}

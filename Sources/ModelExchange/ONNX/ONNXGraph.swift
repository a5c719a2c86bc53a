import Autodiff
import Foundation

/// An ONNX graph under construction: operations in the order in which they are run, and the constants that they take.
struct ONNXGraph {
  /// What an operation is told besides its inputs.
  enum Attribute {
    case integer(Int)
    case integers([Int])
  }

  private(set) var proto: Onnx_GraphProto

  init(name: String) {
    proto = Onnx_GraphProto()
    proto.name = name
  }

  /// Adds an operation of ONNX.
  /// - Returns: the name of its first output, for the operations after it.
  @discardableResult
  mutating func add(
    _ operation: String, _ inputs: [String], to outputs: String..., attributes: KeyValuePairs<String, Attribute> = [:]
  ) -> String {
    var node = Onnx_NodeProto()
    node.opType = operation
    node.name = outputs[0]
    node.input = inputs
    node.output = outputs
    node.attribute = attributes.map { name, value in
      var attribute = Onnx_AttributeProto()
      attribute.name = name
      switch value {
      case .integer(let number): (attribute.type, attribute.i) = (.int, Int64(number))
      case .integers(let numbers): (attribute.type, attribute.ints) = (.ints, numbers.map(Int64.init))
      }
      return attribute
    }
    proto.node.append(node)
    return outputs[0]
  }

  /// Adds a constant of Float32, little endian as the format demands and as every machine is that this program runs on.
  @discardableResult
  mutating func add(_ constant: (name: String, tensor: Tensor)) -> String {
    let (shape, buffer) = (constant.tensor.shape, constant.tensor.buffer)
    return add(
      constant.name, shape: shape.sizes, .float,
      Data(buffer: UnsafeBufferPointer(start: buffer.pointer, count: shape.count)))
  }

  /// Adds a constant of whole numbers, one axis of them.
  @discardableResult
  mutating func add(_ name: String, integers: [Int]) -> String {
    add(
      name, shape: [integers.count], .int64,
      integers.map { Int64($0).littleEndian }.withUnsafeBytes { Data($0) })
  }

  private mutating func add(_ name: String, shape: [Int], _ type: Onnx_TensorProto.DataType, _ bytes: Data) -> String {
    var tensor = Onnx_TensorProto()
    tensor.name = name
    tensor.dims = shape.map(Int64.init)
    tensor.dataType = type
    tensor.rawData = bytes
    proto.initializer.append(tensor)
    return name
  }

  /// What the graph takes, in Float32.
  /// - Parameter batch: what the first axis counts; the others have these sizes.
  mutating func declareInput(_ name: String, batch: String, _ sizes: [Int], explanation: String) {
    proto.input.append(Self.value(name, batch, sizes, explanation))
  }

  /// What the graph gives, in Float32.
  mutating func declareOutput(_ name: String, batch: String, _ sizes: [Int], explanation: String) {
    proto.output.append(Self.value(name, batch, sizes, explanation))
  }

  private static func value(_ name: String, _ batch: String, _ sizes: [Int], _ text: String) -> Onnx_ValueInfoProto {
    var shape = Onnx_TensorShapeProto()
    shape.dim =
      [Onnx_TensorShapeProto.Dimension()]
      + sizes.map { size in
        var dimension = Onnx_TensorShapeProto.Dimension()
        dimension.dimValue = Int64(size)
        return dimension
      }
    shape.dim[0].dimParam = batch
    var value = Onnx_ValueInfoProto()
    value.name = name
    value.docString = text
    value.type.tensorType.elemType = .float
    value.type.tensorType.shape = shape
    return value
  }
}

import Networks

extension ONNXGraph {
  /// The operations of a network, from images to logits, and from the logits back to the attribution layer.
  init(_ network: Network, _ weights: PyTorchWeights) {
    self.init(name: network.name)
    let size = network.mapSize(ofLayer: network.attributionLayer) ?? (0, 0)
    let map = [network.convolutions.last?.filters ?? 0, size.rows, size.columns]
    declareInput(
      "images", batch: "N", [network.imageChannels, network.imageHeight, network.imageWidth],
      explanation: "pixel / 127.5 - 1, N x channels x height x width")
    declareOutput("logits", batch: "N", [network.classes], explanation: "One a class, before any softmax")
    declareOutput("activations", batch: "N", map, explanation: "Of the last convolution after its ReLU")
    declareOutput(
      "gradients", batch: "N", [network.classes] + map,
      explanation: "Of each class's logit by the activations")

    addConvolutions(network, weights)
    // Where each maximum was, counted over the whole batch; the first in reading order of equal ones, as in training.
    add("MaxPool", ["activations"], to: "pooled", "places", attributes: Self.pooling)
    let sums = addLinearLayers(weights)
    addGradients(weights, sums: sums, map: map)
  }

  /// 2 x 2, an odd last row or column left out.
  private static let pooling: KeyValuePairs<String, Attribute> = [
    "kernel_shape": .integers([2, 2]), "strides": .integers([2, 2]),
  ]

  /// From `images` to `activations`.
  private mutating func addConvolutions(_ network: Network, _ weights: PyTorchWeights) {
    var x = "images"
    for (index, (layer, tensors)) in zip(network.convolutions, weights.convolutions).enumerated() {
      x = add(
        "Conv", [x, add(tensors.weight), add(tensors.bias)], to: "\(layer.name)/sum",
        attributes: ["kernel_shape": .integers([3, 3]), "pads": .integers([1, 1, 1, 1])])
      let isLast = index == network.convolutions.count - 1
      x = add("Relu", [x], to: isLast ? "activations" : "\(layer.name)/output")
      if layer.isPooled { x = add("MaxPool", [x], to: "\(layer.name)/pooled", attributes: Self.pooling) }
    }
  }

  /// From `pooled` to `logits`.
  /// - Returns: the names of the hidden layers' sums before their ReLU.
  private mutating func addLinearLayers(_ weights: PyTorchWeights) -> [String] {
    var x = add("Flatten", ["pooled"], to: "flat", attributes: ["axis": .integer(1)])
    var sums: [String] = []
    for (index, layer) in weights.linear.enumerated() {
      let isLast = index == weights.linear.count - 1
      x = add(
        "Gemm", [x, add(layer.weight), add(layer.bias)], to: isLast ? "logits" : "hidden\(index)/sum",
        attributes: ["transB": .integer(1)])
      guard !isLast else { break }
      sums.append(x)
      x = add("Relu", [x], to: "hidden\(index)/output")
    }
    return sums
  }

  /// `gradients` by the chain rule, in closed form: the last layer's weights, those of hidden units that are at rest left out, times
  /// the weights of the layer before; then each pooled cell's slope at the place of the maximum, and zero elsewhere.
  private mutating func addGradients(_ weights: PyTorchWeights, sums: [String], map: [Int]) {
    let cells = map.reduce(1, *)
    add("zero", integers: [0])
    add("second_axis", integers: [1])
    add("Cast", ["zero"], to: "float_zero", attributes: ["to": .integer(Onnx_TensorProto.DataType.float.rawValue)])
    // N x classes x units, from the last hidden layer to the first, then N x classes x pooled cells.
    var slope = weights.linear[weights.linear.count - 1].weight.name
    for index in sums.indices.reversed() {
      let name = "hidden\(index)/slope"
      add("Greater", [sums[index], "float_zero"], to: "\(name)/is_active")
      add(
        "Cast", ["\(name)/is_active"], to: "\(name)/factor",
        attributes: ["to": .integer(Onnx_TensorProto.DataType.float.rawValue)])
      add("Unsqueeze", ["\(name)/factor", "second_axis"], to: "\(name)/factors")
      add("Mul", [slope, "\(name)/factors"], to: "\(name)/active")
      slope = add("MatMul", ["\(name)/active", weights.linear[index].weight.name], to: name)
    }
    add("Shape", [slope], to: "slope/shape")
    add("cells", integers: [cells])
    add("Mod", ["places", "cells"], to: "places/of_image")
    add("Flatten", ["places/of_image"], to: "places/flat", attributes: ["axis": .integer(1)])
    add("Unsqueeze", ["places/flat", "second_axis"], to: "places/of_a_class")
    add("Expand", ["places/of_a_class", "slope/shape"], to: "places/of_classes")
    add("third", integers: [2])
    add("Slice", ["slope/shape", "zero", "third"], to: "slope/images_and_classes")
    add("Concat", ["slope/images_and_classes", "cells"], to: "gradients/shape", attributes: ["axis": .integer(0)])
    add("ConstantOfShape", ["gradients/shape"], to: "gradients/zero")
    add(
      "ScatterElements", ["gradients/zero", "places/of_classes", slope], to: "gradients/flat",
      attributes: ["axis": .integer(2)])
    // 0 keeps the size of an axis.
    add("map", integers: [0, 0] + map)
    add("Reshape", ["gradients/flat", "map"], to: "gradients")
  }
}

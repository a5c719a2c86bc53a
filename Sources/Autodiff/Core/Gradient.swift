import Kernels

/// The gradient of `output`, contracted with `cotangent` (all ones if nil), with respect to each of `variables`.
///
/// Only what leads from a variable to the output is computed. The gradients are tensors like any others, and can be
/// differentiated again, unless `isDifferentiable` is false: then nothing of the backward pass is recorded or kept.
///
/// - Returns: a tensor of the variable's shape for each; zeros where the output does not depend on it.
public func gradient(
  of output: Tensor, wrt variables: [Tensor], cotangent: Tensor? = nil, isDifferentiable: Bool = true
) -> [Tensor] {
  let seed = cotangent ?? Tensor(repeating: 1, output.shape)
  precondition(
    seed.shape == output.shape, "a cotangent of shape \(seed.shape) does not fit an output of \(output.shape)")
  let targets = Set(variables.map(ObjectIdentifier.init))
  var cotangents = [ObjectIdentifier(output): isDifferentiable ? seed : seed.detached]
  for node in path(from: output, to: targets) {
    // A node that is asked for keeps its cotangent; any other is done with once its inputs have theirs.
    let id = ObjectIdentifier(node.tensor)
    guard let arriving = targets.contains(id) ? cotangents[id] : cotangents.removeValue(forKey: id),
      let origin = node.tensor.origin, node.wanted.contains(true)
    else { continue }
    Profile.measurePullback(of: origin.label, isDifferentiable: isDifferentiable) {
      let contributions = origin.primitive.pullback(
        arriving, inputs: isDifferentiable ? origin.inputs : origin.inputs.map(\.detached),
        output: isDifferentiable ? node.tensor : node.tensor.detached, wanted: node.wanted)
      for (index, input) in origin.inputs.enumerated() where node.wanted[index] {
        guard let contribution = contributions[index] else { continue }
        precondition(
          contribution.shape == input.shape,
          "the pullback of \(type(of: origin.primitive)) gives \(contribution.shape) for an input of \(input.shape)")
        let inputID = ObjectIdentifier(input)
        cotangents[inputID] = cotangents[inputID].map { $0 + contribution } ?? contribution
      }
    }
  }
  return variables.map { cotangents[ObjectIdentifier($0)] ?? Tensor(repeating: 0, $0.shape) }
}

/// A tensor on the way from a variable to the output, and which of its inputs lead on to a variable.
private struct PathNode {
  let tensor: Tensor
  let wanted: [Bool]
}

/// The tensors between the output and the targets, consumers before what they consume.
private func path(from output: Tensor, to targets: Set<ObjectIdentifier>) -> [PathNode] {
  var leads: [ObjectIdentifier: Bool] = [:]
  var nodes: [PathNode] = []
  func visit(_ tensor: Tensor) -> Bool {
    let id = ObjectIdentifier(tensor)
    if let known = leads[id] { return known }
    let wanted = tensor.isTracked ? (tensor.origin?.inputs ?? []).map(visit) : []
    let result = targets.contains(id) || wanted.contains(true)
    leads[id] = result
    if result { nodes.append(PathNode(tensor: tensor, wanted: wanted)) }
    return result
  }
  _ = visit(output)
  return nodes.sorted { $0.tensor.serial > $1.tensor.serial }
}

extension Profile {
  /// Runs the pullback of a tensor that was made under `label`, counted for its place.
  ///
  /// A gradient that will be differentiated again is part of a loss, and so is what was made by one.
  fileprivate static func measurePullback(of label: Label?, isDifferentiable: Bool, _ body: () -> Void) {
    guard let label, let current else { return body() }
    let isSecondOrder = isDifferentiable || label.pass == .secondOrder
    current.measure(Label(label.place, isSecondOrder ? .secondOrder : .backward), body)
  }
}

import Arrays
import Diagnostics

// The throwing forms of the losses and of `softmax`.
extension Tensor {
  package func softmax(axis: Int = -1) throws(Fault) -> Tensor {
    try applying(.softmax(axis: try resolvedAxis(axis, of: shape)))
  }

  package func binaryCrossEntropy(_ targets: Tensor) throws(Fault) -> Tensor {
    try checkSameShape("binaryCrossEntropy", targets)
    if let outside = value.elements.first(where: { $0 < 0 || $0 > 1 }) {
      throw Fault(.domain, "binaryCrossEntropy takes predictions between 0 and 1, but one is \(outside)")
    }
    return try Tensor.applying(.binaryCrossEntropy, self, targets).reduced(.mean)
  }

  package func meanSquaredError(_ targets: Tensor) throws(Fault) -> Tensor {
    try checkSameShape("meanSquaredError", targets)
    return try (self - targets).applying(.powered(by: 2)).reduced(.mean)
  }

  package func crossEntropy(_ targets: Tensor) throws(Fault) -> Tensor {
    let axis = try resolvedAxis(-1, of: shape)
    let weights = targets.shape == shape ? targets : Tensor(try oneHot(targets.value, classes: shape[axis]))
    let examples = Double(Swift.max(value.count / Swift.max(shape[axis], 1), 1))
    return try -(weights * applying(.logSoftmax(axis: axis))).reduced(.sum) / examples
  }

  /// Class numbers as rows of zeros with a 1.
  private func oneHot(_ classes: NDArray, classes count: Int) throws(Fault) -> NDArray {
    guard classes.shape == Array(shape.dropLast()) else {
      throw Fault(.shape, "crossEntropy cannot match logits of shape \(shape) with targets of shape \(classes.shape)")
    }
    var rows = [Double](repeating: 0, count: classes.count * count)
    for (row, number) in classes.elements.enumerated() {
      guard let position = Int(exactly: number), 0..<count ~= position else {
        throw Fault(.indexOutOfRange, "crossEntropy: \(number) is not one of the classes 0 to \(count - 1)")
      }
      rows[row * count + position] = 1
    }
    return try NDArray(rows, shape: shape)
  }

  /// Broadcasting `[4, 1]` against `[4]` would silently compare each with each.
  func checkSameShape(_ loss: String, _ targets: Tensor) throws(Fault) {
    guard shape == targets.shape else {
      throw Fault(.shape, "\(loss) compares equal shapes, but they are \(shape) and \(targets.shape)")
    }
  }
}

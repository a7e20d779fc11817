import Arrays
import Diagnostics
import Elementary

// Losses are means over all elements or examples; all stop for shapes that do not fit. Activations of one element are
// elementary functions (`TensorFunctions.swift`).

/// The logarithm of the softmax, without its rounding errors.
public func logSoftmax(_ t: Tensor, axis: Int = -1) -> Tensor {
  trapping { () throws(Fault) in try t.logSoftmax(axis: axis) }
}

/// `x` where it is positive, `slope * x` elsewhere.
public func leakyRelu(_ x: Tensor, slope: Double = 0.01) -> Tensor { relu(x) - slope * relu(-x) }

/// `x` where it is positive, `exp(x) - 1` elsewhere.
///
/// D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast and accurate deep network learning by exponential linear
/// units", ICLR 2016.
public func elu(_ x: Tensor) -> Tensor { relu(x) + (exp(-relu(-x)) - 1) }

/// The mean of the binary cross-entropy for the probabilities `sigmoid(logits)`, which are never taken: no logarithm
/// of 0.
public func binaryCrossEntropyWithLogits(_ logits: Tensor, _ targets: Tensor) -> Tensor {
  trapping { () throws(Fault) in try logits.binaryCrossEntropyWithLogits(targets) }
}

/// The mean of the distances.
public func meanAbsoluteError(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
  trapping { () throws(Fault) in try predictions.meanAbsoluteError(targets) }
}

/// Half the squared distance up to `delta`, and a straight line from there on.
///
/// P. Huber, "Robust estimation of a location parameter", Annals of Mathematical Statistics 35 (1964).
public func huberLoss(_ predictions: Tensor, _ targets: Tensor, delta: Double = 1) -> Tensor {
  trapping { () throws(Fault) in try predictions.huberLoss(targets, delta: delta) }
}

// MARK: - Throwing forms

extension Tensor {
  package func logSoftmax(axis: Int = -1) throws(Fault) -> Tensor {
    try applying(.logSoftmax(axis: try resolvedAxis(axis, of: shape)))
  }

  package func binaryCrossEntropyWithLogits(_ targets: Tensor) throws(Fault) -> Tensor {
    try checkSameShape("binaryCrossEntropyWithLogits", targets)
    return try (applying(.softplus) - targets * self).reduced(.mean)
  }

  package func meanAbsoluteError(_ targets: Tensor) throws(Fault) -> Tensor {
    try checkSameShape("meanAbsoluteError", targets)
    return try (self - targets).applying(.abs).reduced(.mean)
  }

  package func huberLoss(_ targets: Tensor, delta: Double) throws(Fault) -> Tensor {
    try checkSameShape("huberLoss", targets)
    guard delta > 0 else { throw Fault(.domain, "huberLoss needs a positive delta, not \(delta)") }
    let distance = (self - targets).applying(.abs)
    let near = Tensor.apply(.minimum, distance, Tensor(delta))
    return try (near * (distance - 0.5 * near)).reduced(.mean)
  }
}

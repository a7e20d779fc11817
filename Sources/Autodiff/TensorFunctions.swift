import Arrays
import Diagnostics
import Elementary

// MARK: - Elementary functions of each element

public func sin(_ x: Tensor) -> Tensor { x.applying(.sin) }
public func cos(_ x: Tensor) -> Tensor { x.applying(.cos) }
public func tan(_ x: Tensor) -> Tensor { x.applying(.tan) }
public func asin(_ x: Tensor) -> Tensor { x.applying(.asin) }
public func acos(_ x: Tensor) -> Tensor { x.applying(.acos) }
public func atan(_ x: Tensor) -> Tensor { x.applying(.atan) }
public func sinh(_ x: Tensor) -> Tensor { x.applying(.sinh) }
public func cosh(_ x: Tensor) -> Tensor { x.applying(.cosh) }
public func tanh(_ x: Tensor) -> Tensor { x.applying(.tanh) }
public func asinh(_ x: Tensor) -> Tensor { x.applying(.asinh) }
public func acosh(_ x: Tensor) -> Tensor { x.applying(.acosh) }
public func atanh(_ x: Tensor) -> Tensor { x.applying(.atanh) }
public func exp(_ x: Tensor) -> Tensor { x.applying(.exp) }
public func log(_ x: Tensor) -> Tensor { x.applying(.log) }
public func log2(_ x: Tensor) -> Tensor { x.applying(.log2) }
public func log10(_ x: Tensor) -> Tensor { x.applying(.log10) }
public func sqrt(_ x: Tensor) -> Tensor { x.applying(.sqrt) }
public func cbrt(_ x: Tensor) -> Tensor { x.applying(.cbrt) }
public func erf(_ x: Tensor) -> Tensor { x.applying(.erf) }
public func abs(_ x: Tensor) -> Tensor { x.applying(.abs) }
public func sign(_ x: Tensor) -> Tensor { x.applying(.sign) }
public func heaviside(_ x: Tensor) -> Tensor { x.applying(.heaviside) }
public func sigmoid(_ x: Tensor) -> Tensor { x.applying(.sigmoid) }
public func relu(_ x: Tensor) -> Tensor { x.applying(.relu) }
public func softplus(_ x: Tensor) -> Tensor { x.applying(.softplus) }
public func silu(_ x: Tensor) -> Tensor { x.applying(.silu) }
public func gelu(_ x: Tensor) -> Tensor { x.applying(.gelu) }
public func floor(_ x: Tensor) -> Tensor { x.applying(.floor) }

// MARK: - The larger and the smaller of each two elements; equal ones share the gradient

public func max(_ a: Tensor, _ b: Tensor) -> Tensor { .apply(.maximum, a, b) }
public func max(_ a: Tensor, _ b: Double) -> Tensor { .apply(.maximum, a, Tensor(b)) }
public func max(_ a: Double, _ b: Tensor) -> Tensor { .apply(.maximum, Tensor(a), b) }
public func min(_ a: Tensor, _ b: Tensor) -> Tensor { .apply(.minimum, a, b) }
public func min(_ a: Tensor, _ b: Double) -> Tensor { .apply(.minimum, a, Tensor(b)) }
public func min(_ a: Double, _ b: Tensor) -> Tensor { .apply(.minimum, Tensor(a), b) }

// MARK: - Products

/// The matrix product; a vector is a row on the left and a column on the right. Stops for shapes that do not fit.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor { .apply(.matmul, a, b) }

/// The sum of products of two vectors of one length; stops for others.
public func dot(_ a: Tensor, _ b: Tensor) -> Tensor { .apply(.dot, a, b) }

/// The same for arrays of numbers.
public func dot(_ a: [Double], _ b: [Double]) -> Double {
  trapping { () throws(Fault) in try Tensor.dotProduct(Tensor(a), Tensor(b)).onlyElement() }
}

// MARK: - Probabilities and losses

/// Positive numbers that sum to 1 along `axis`: `exp(t)` over its sum.
public func softmax(_ t: Tensor, axis: Int = -1) -> Tensor {
  trapping { () throws(Fault) in try t.softmax(axis: axis) }
}

/// The mean of `-log softmax(logits)` at the targets: class numbers `[N]`, or probabilities `[N, C]`, for logits `[N,
/// C]`.
///
/// A vector of logits `[C]` is one example. Stops for other shapes and for numbers that are no class.
public func crossEntropy(_ logits: Tensor, _ targets: Tensor) -> Tensor {
  trapping { () throws(Fault) in try logits.crossEntropy(targets) }
}

/// The mean of `-(t log p + (1 - t) log(1 - p))`, logarithms not below -100; predictions `p` lie between 0 and 1.
///
/// Stops for predictions outside and for shapes that differ.
public func binaryCrossEntropy(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
  trapping { () throws(Fault) in try predictions.binaryCrossEntropy(targets) }
}

/// The mean of the squared differences; stops for shapes that differ.
public func meanSquaredError(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
  trapping { () throws(Fault) in try predictions.meanSquaredError(targets) }
}

import Arrays
import Diagnostics

/// The functional forms of differentiation, which throw; the public functions stop instead.
///
/// `f` may throw anything; its errors pass through. Each result is recorded in its turn when it depends on something
/// that an enclosing differentiation follows, so all forms nest.
package enum ReverseMode {
  package typealias Function = (Tensor) throws -> Tensor

  package static func gradient(at x: Tensor, of f: Function) throws -> Tensor {
    try valueWithGradient(at: x, of: f).gradient
  }

  package static func valueWithGradient(at x: Tensor, of f: Function) throws -> (value: Tensor, gradient: Tensor) {
    let (point, gradients) = try differentiate(at: [x]) { try f($0[0]) }
    return (point, gradients[0])
  }

  /// The value and the gradient with respect to each of `xs`.
  package static func differentiate(
    at xs: [Tensor], of f: ([Tensor]) throws -> Tensor
  ) throws -> (value: Tensor, gradients: [Tensor]) {
    let linearization = try Linearization(at: xs, of: f)
    guard linearization.result.value.count == 1 else {
      throw Fault(
        .noGradient,
        "a gradient needs a function with one number as its result, but its shape is \(linearization.result.shape): "
          + "take sum() or mean(), or use jacobian(at:of:)")
    }
    let seed = Tensor(linearization.result.value.map(to: 1))
    return (linearization.value, linearization.pullback(seed))
  }

  /// The linear map from adjoints of the value to adjoints of `x`; its argument has the value's shape.
  package static func pullback(at x: Tensor, of f: Function) throws -> (Tensor) throws(Fault) -> Tensor {
    let linearization = try Linearization(at: [x]) { try f($0[0]) }
    return { seed throws(Fault) in
      try linearization.check(seed)
      return linearization.pullback(seed)[0]
    }
  }

  /// The derivative of each element of the value by each element of `x`: shape of the value, then shape of `x`.
  package static func jacobian(at x: Tensor, of f: Function) throws -> Tensor {
    let linearization = try Linearization(at: [x]) { try f($0[0]) }
    let shape = linearization.result.shape
    let count = linearization.result.value.count
    _ = try checkedElementCount([count, x.value.count])
    let rows = try (0..<count).map { row in
      let seed = try NDArray(repeating: 0, shape: [count]).replacing([.at(row)], with: NDArray(1)).reshaped(shape)
      return linearization.pullback(Tensor(seed))[0]
    }
    return try stacked(rows, shape: shape + x.shape)
  }

  /// The second derivatives: shape of `x` twice.
  package static func hessian(at x: Tensor, of f: Function) throws -> Tensor {
    try jacobian(at: x) { try gradient(at: $0, of: f) }
  }

  /// The adjoint of `x` for the adjoint `v` of the value.
  package static func vjp(at x: Tensor, along v: Tensor, of f: Function) throws -> Tensor {
    try pullback(at: x, of: f)(v)
  }

  /// The change of the value when `x` changes along `v`: one forward sweep.
  package static func jvp(at x: Tensor, along v: Tensor, of f: Function) throws -> Tensor {
    guard v.shape == x.shape else {
      throw Fault(.shape, "a direction has the shape of its point, but they are \(v.shape) and \(x.shape)")
    }
    return try Linearization(at: [x]) { try f($0[0]) }.pushforward(v)
  }

  /// The Hessian times `v`, without the Hessian.
  package static func hvp(at x: Tensor, along v: Tensor, of f: Function) throws -> Tensor {
    try vjp(at: x, along: v) { try gradient(at: $0, of: f) }
  }

  /// Rows of equal shape as one tensor; recorded ones are put in place one after the other.
  private static func stacked(_ rows: [Tensor], shape: [Int]) throws(Fault) -> Tensor {
    guard rows.contains(where: { $0.storage.needsGradient }) else {
      return Tensor(try NDArray(rows.flatMap { $0.array() }, shape: shape))
    }
    var result = Tensor(try NDArray(repeating: 0, shape: [rows.count] + rows[0].shape))
    for (row, tensor) in rows.enumerated() {
      result = try .adding(result, try tensor.applying(.scatter([.at(row)], shape: result.shape)))
    }
    return try result.reshaping(shape)
  }
}

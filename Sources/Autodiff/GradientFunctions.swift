import Arrays
import Diagnostics

// Derivatives of functions of tensors, by recording the function once. They stop where `ReverseMode` throws.

/// The gradient of a function with one number as its result.
///
/// ```swift
/// gradient(at: Tensor([1.0, 2.0])) { x in (x ** 2).sum() }      // Tensor([2.0, 4.0])
/// ```
public func gradient(at x: Tensor, of f: (Tensor) -> Tensor) -> Tensor {
  stopping { try ReverseMode.gradient(at: x, of: f) }
}

/// The gradients by each of two arguments.
public func gradient(at x: Tensor, _ y: Tensor, of f: (Tensor, Tensor) -> Tensor) -> (Tensor, Tensor) {
  let gradients = gradient(at: [x, y]) { f($0[0], $0[1]) }
  return (gradients[0], gradients[1])
}

/// The gradients by each of several arguments.
public func gradient(at xs: [Tensor], of f: ([Tensor]) -> Tensor) -> [Tensor] {
  stopping { try ReverseMode.differentiate(at: xs, of: f).gradients }
}

/// The value and the gradient of a function with one number as its result.
public func valueWithGradient(at x: Tensor, of f: (Tensor) -> Tensor) -> (value: Tensor, gradient: Tensor) {
  stopping { try ReverseMode.valueWithGradient(at: x, of: f) }
}

/// The linear map from adjoints of the value to adjoints of `x`.
public func pullback(at x: Tensor, of f: (Tensor) -> Tensor) -> (Tensor) -> Tensor {
  let pullback = stopping { try ReverseMode.pullback(at: x, of: f) }
  return { seed in trapping { () throws(Fault) in try pullback(seed) } }
}

/// The derivative of each element of the value by each element of `x`: the value's shape, then the shape of `x`.
public func jacobian(at x: Tensor, of f: (Tensor) -> Tensor) -> Tensor {
  stopping { try ReverseMode.jacobian(at: x, of: f) }
}

/// The second derivatives of a function with one number as its result: the shape of `x` twice.
public func hessian(at x: Tensor, of f: (Tensor) -> Tensor) -> Tensor {
  stopping { try ReverseMode.hessian(at: x, of: f) }
}

/// The Hessian times `v`, at the cost of a few gradients.
public func hvp(at x: Tensor, along v: Tensor, of f: (Tensor) -> Tensor) -> Tensor {
  stopping { try ReverseMode.hvp(at: x, along: v, of: f) }
}

/// The Jacobian times `v`: how the value changes along `v`. One forward sweep.
public func jvp(at x: Tensor, along v: Tensor, of f: (Tensor) -> Tensor) -> Tensor {
  stopping { try ReverseMode.jvp(at: x, along: v, of: f) }
}

/// `v` times the Jacobian. One reverse sweep.
public func vjp(at x: Tensor, along v: Tensor, of f: (Tensor) -> Tensor) -> Tensor {
  stopping { try ReverseMode.vjp(at: x, along: v, of: f) }
}

/// Runs `body`, whose errors are faults unless the caller's function throws, and stops with the message of one.
package func stopping<R>(_ body: () throws -> R) -> R {
  do {
    return try body()
  } catch {
    preconditionFailure("\(error)")
  }
}

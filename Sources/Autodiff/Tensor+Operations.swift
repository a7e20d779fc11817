import Arrays
import Diagnostics
import Elementary

// Every operation on tensors passes through the functions of this file: they compute the value and record it.

extension Tensor {
  /// `operation` on this tensor, recorded when a gradient may be asked for; throws a fault for shapes it does not
  /// accept.
  package func applying(_ operation: Operation) throws(Fault) -> Tensor {
    let value = try operation.value(storage.value, storage.value)
    if Recording.detectsAnomalies { try operation.checkFinite(storage.value, storage.value, value) }
    guard storage.needsGradient && !Recording.isPaused else { return Tensor(value) }
    return Tensor(Tape.record(operation, storage, nil, value: value))
  }

  /// `operation` on two tensors, likewise.
  package static func applying(_ operation: Operation, _ x: Tensor, _ y: Tensor) throws(Fault) -> Tensor {
    let value = try operation.value(x.storage.value, y.storage.value)
    if Recording.detectsAnomalies { try operation.checkFinite(x.storage.value, y.storage.value, value) }
    guard x.storage.needsGradient || y.storage.needsGradient, !Recording.isPaused else { return Tensor(value) }
    return Tensor(Tape.record(operation, x.storage, y.storage, value: value))
  }

  /// `operation` on a tensor and a number.
  package static func applying(_ operation: Operation, _ x: Tensor, _ number: Double) throws(Fault) -> Tensor {
    let y = NDArray(number)
    let value = try operation.value(x.storage.value, y)
    if Recording.detectsAnomalies { try operation.checkFinite(x.storage.value, y, value) }
    guard x.storage.needsGradient && !Recording.isPaused else { return Tensor(value) }
    return Tensor(Tape.record(operation, x.storage, number: y, isFirst: false, value: value))
  }

  /// `operation` on a number and a tensor.
  package static func applying(_ operation: Operation, _ number: Double, _ y: Tensor) throws(Fault) -> Tensor {
    let x = NDArray(number)
    let value = try operation.value(x, y.storage.value)
    if Recording.detectsAnomalies { try operation.checkFinite(x, y.storage.value, value) }
    guard y.storage.needsGradient && !Recording.isPaused else { return Tensor(value) }
    return Tensor(Tape.record(operation, y.storage, number: x, isFirst: true, value: value))
  }

  /// `f` of each element; every shape will do.
  package func applying(_ f: ElementaryFunction) -> Tensor { .apply(.elementary(f), self) }
}

extension Tensor: TensorAlgebra {
  init(_ constant: NDArray) { self.init(constant, requiresGrad: false) }

  static func apply(_ operation: Operation, _ x: Tensor) -> Tensor {
    trapping { () throws(Fault) in try x.applying(operation) }
  }

  static func apply(_ operation: Operation, _ x: Tensor, _ y: Tensor) -> Tensor {
    trapping { () throws(Fault) in try applying(operation, x, y) }
  }

  static func apply(_ operation: Operation, _ x: Tensor, _ number: Double) -> Tensor {
    trapping { () throws(Fault) in try applying(operation, x, number) }
  }

  static func apply(_ operation: Operation, _ number: Double, _ y: Tensor) -> Tensor {
    trapping { () throws(Fault) in try applying(operation, number, y) }
  }

  static func operand(_ index: Int, of tape: Tape) -> Tensor { tape.tensor(at: index) }
}

// MARK: - Changes in place

extension Tensor {
  /// Replaces the value by `operation` on it and `other`, for every variable that holds this storage.
  ///
  /// Gradients stay right: a tape keeps the values it recorded, and the change is recorded like any operation. Throws a
  /// fault for a tensor that requires a gradient while recording, for a recorded one while not, and for a result of
  /// another shape.
  package func change(_ operation: Operation, _ other: Tensor) throws(Fault) {
    let result = try Tensor.applying(operation, self, other)
    guard result.shape == shape else {
      throw Fault(.shape, "cannot \(operation.name) shape \(other.shape) to shape \(shape) in place")
    }
    try replace(by: result)
  }

  /// Takes over value and graph of `result`, under the rules of ``change(_:_:)``.
  func replace(by result: Tensor) throws(Fault) {
    if storage.requiresGrad && !Recording.isPaused {
      throw Fault(
        .noGradient,
        "a tensor that requires a gradient cannot change in place while operations are recorded: use noGrad { }")
    }
    if storage.tape != nil && Recording.isPaused {
      throw Fault(
        .noGradient,
        "a recorded result cannot change in place inside noGrad, its graph needs the value: use detached() first")
    }
    storage.adopt(result.storage)
  }
}

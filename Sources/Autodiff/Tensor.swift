import Arrays
import Diagnostics

/// An n-dimensional array of numbers that remembers how it was computed, so that gradients can be taken.
///
/// A tensor is a handle: copies of the variable stand for the same storage, and `+=` changes what all of them see.
/// Indexing, `reshaped` and `transpose` give tensors of their own, which later changes do not reach.
///
/// ```swift
/// let x = Tensor.arange(4.0, requiresGrad: true)
/// let y = 2 * dot(x, x)
/// y.backward()
/// print(x.grad!)             // Tensor([0.0, 4.0, 8.0, 12.0])
/// ```
public struct Tensor {
  let storage: TensorStorage

  init(_ storage: TensorStorage) { self.storage = storage }

  /// A tensor that holds `array`.
  package init(_ array: NDArray, requiresGrad: Bool = false) {
    storage = TensorStorage(array, requiresGrad: requiresGrad)
  }

  /// The lengths of the axes; empty for a single number.
  public var shape: [Int] { storage.value.shape }

  /// Whether `backward()` puts a gradient into this tensor.
  public var requiresGrad: Bool { storage.requiresGrad }

  /// The elements in row-major order.
  public func array() -> [Double] { storage.value.elements }

  /// The value without the graph, for other engines.
  package var value: NDArray { storage.value }

  /// A name for drawings of the graph; the variable that holds the tensor.
  package var label: String? {
    get { storage.label }
    nonmutating set { storage.label = newValue }
  }

  /// The only element; stops when there are more.
  public func item() -> Double { trapping { () throws(Fault) in try onlyElement() } }

  /// The only element; throws a fault when there are more.
  package func onlyElement() throws(Fault) -> Double {
    guard let item = storage.value.item else {
      throw Fault(.shape, "item() needs a tensor of one element, but the shape is \(shape)")
    }
    return item
  }
}

extension Tensor: Equatable {
  /// Whether shapes and elements are the same.
  public static func == (l: Tensor, r: Tensor) -> Bool { l.storage.value == r.storage.value }
}

extension Tensor: CustomStringConvertible {
  public var description: String { "Tensor(" + storage.value.text(indent: 7) + ")" }
}

// MARK: - Reverse mode

extension Tensor {
  /// The gradient that `backward()` left here; `nil` before, and for tensors that do not require one.
  public var grad: Tensor? { storage.gradient }

  /// Forgets the gradient: the next `backward()` starts from nothing instead of adding to it.
  public func zeroGrad() { storage.gradient = nil }

  /// The same value without its graph, in storage of its own.
  public func detached() -> Tensor { Tensor(storage.value) }

  /// Adds the gradient of this one number to every tensor with `requiresGrad` that it was computed from.
  ///
  /// Stops when this is not one number, when it depends on no such tensor, and the second time.
  public func backward() { trapping { () throws(Fault) in try propagateBackward() } }

  /// `backward()`; throws a fault where that stops.
  package func propagateBackward() throws(Fault) {
    guard storage.value.count == 1 else {
      throw Fault(
        .noGradient,
        "backward() starts from a single number, but the shape is \(shape): take sum() or mean() first")
    }
    let seed = storage.value.map(to: 1)
    if let tape = storage.tape { return try tape.backward(from: storage.index, seed: seed) }
    guard storage.requiresGrad else {
      throw Fault(
        .noGradient,
        "nothing to differentiate: this value was not computed from a tensor made with requiresGrad: true")
    }
    storage.addGradient(seed)
  }
}

import Arrays
import Diagnostics
import Elementary

/// `x · weight + bias`, with parameters that learn: `[N, inputs]` becomes `[N, outputs]`.
///
/// Both start as uniform random numbers up to `1 / sqrt(inputs)`; the same seed gives the same layer.
/// Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient BackProp", 1998.
public final class Linear {
  public let weight: Tensor
  public let bias: Tensor

  /// Stops for fewer than one input or output.
  public convenience init(_ inputs: Int, _ outputs: Int, seed: Int) {
    let (weight, bias) = trapping { () throws(Fault) in try Linear.start(inputs, outputs, seed) }
    self.init(weight, bias)
  }

  package static func checked(_ inputs: Int, _ outputs: Int, seed: Int) throws(Fault) -> Linear {
    let (weight, bias) = try start(inputs, outputs, seed)
    return Linear(weight, bias)
  }

  private init(_ weight: Tensor, _ bias: Tensor) {
    self.weight = weight
    self.bias = bias
  }

  private static func start(_ inputs: Int, _ outputs: Int, _ seed: Int) throws(Fault) -> (Tensor, Tensor) {
    guard inputs > 0, outputs > 0 else {
      throw Fault(.invalidArgument, "a layer needs inputs and outputs, but here are \(inputs) and \(outputs)")
    }
    var random = Random(seed: seed)
    let bound = 1 / Double(inputs).squareRoot()
    let weight = try NDArray.uniform([inputs, outputs], using: &random)
    let bias = try NDArray.uniform([outputs], using: &random)
    return (scaled(weight, bound), scaled(bias, bound))
  }

  private static func scaled(_ uniform: NDArray, _ bound: Double) -> Tensor {
    Tensor(((2 * Tensor(uniform) - 1) * bound).value, requiresGrad: true)
  }

  /// What `step()` changes: weight and bias.
  public var parameters: [Tensor] { [weight, bias] }

  /// Stops for inputs of another width.
  public func callAsFunction(_ x: Tensor) -> Tensor { trapping { () throws(Fault) in try applied(to: x) } }

  package func applied(to x: Tensor) throws(Fault) -> Tensor { try .adding(try .matrixProduct(x, weight), bias) }
}

/// One step of a ``Sequential`` model.
public struct ModelLayer: Sendable {
  fileprivate enum Kind: @unchecked Sendable {
    case linear(Linear)
    case elementary(ElementaryFunction)
    case softmax
  }

  fileprivate let kind: Kind

  /// A layer of its own parameters.
  public static func linear(_ inputs: Int, _ outputs: Int, seed: Int) -> ModelLayer {
    ModelLayer(kind: .linear(Linear(inputs, outputs, seed: seed)))
  }

  package static func checkedLinear(_ inputs: Int, _ outputs: Int, seed: Int) throws(Fault) -> ModelLayer {
    ModelLayer(kind: .linear(try .checked(inputs, outputs, seed: seed)))
  }

  public static var relu: ModelLayer { ModelLayer(kind: .elementary(.relu)) }
  public static var tanh: ModelLayer { ModelLayer(kind: .elementary(.tanh)) }
  public static var sigmoid: ModelLayer { ModelLayer(kind: .elementary(.sigmoid)) }
  public static var softplus: ModelLayer { ModelLayer(kind: .elementary(.softplus)) }
  public static var gelu: ModelLayer { ModelLayer(kind: .elementary(.gelu)) }
  public static var softmax: ModelLayer { ModelLayer(kind: .softmax) }
}

/// Layers one after the other.
///
/// ```swift
/// let model = Sequential(.linear(2, 8, seed: 1), .tanh, .linear(8, 1, seed: 2), .sigmoid)
/// ```
public struct Sequential: Sendable {
  public let layers: [ModelLayer]

  public init(_ layers: ModelLayer...) { self.init(layers) }
  public init(_ layers: [ModelLayer]) { self.layers = layers }

  /// The parameters of all layers, in their order.
  public var parameters: [Tensor] {
    layers.flatMap { layer -> [Tensor] in
      guard case .linear(let linear) = layer.kind else { return [] }
      return linear.parameters
    }
  }

  /// Stops for inputs of another width than the first layer's.
  public func callAsFunction(_ x: Tensor) -> Tensor { trapping { () throws(Fault) in try applied(to: x) } }

  package func applied(to x: Tensor) throws(Fault) -> Tensor {
    var value = x
    for layer in layers {
      switch layer.kind {
      case .linear(let linear): value = try linear.applied(to: value)
      case .elementary(let f): value = value.applying(f)
      case .softmax: value = try value.softmax()
      }
    }
    return value
  }
}

/// Repeats `zeroGrad()`, the gradient of `loss`, and `step()`; gives the loss before each step.
///
/// Stops unless the loss is one number that depends on the parameters.
@discardableResult
public func train(_ optimizer: Optimizer, steps: Int, of loss: () -> Tensor) -> [Double] {
  stopping { try optimizer.train(steps: steps, of: loss) }
}

extension Optimizer {
  package func train(steps: Int, of loss: () throws -> Tensor) throws -> [Double] {
    var losses: [Double] = []
    for _ in 0..<max(0, steps) {
      zeroGrad()
      let value = try loss()
      try value.propagateBackward()
      step()
      losses.append(try value.onlyElement())
    }
    return losses
  }
}

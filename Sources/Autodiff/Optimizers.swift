import Arrays
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Stochastic gradient descent: `step()` moves each parameter against its gradient, in place.
///
/// H. Robbins and S. Monro, "A stochastic approximation method", Annals of Mathematical Statistics 22 (1951).
public final class SGD {
  public let parameters: [Tensor]
  public var learningRate: Double

  /// Stops unless each parameter was made with `requiresGrad: true`.
  public convenience init(_ parameters: [Tensor], learningRate: Double) {
    trapping { () throws(Fault) in try checkParameters(parameters) }
    self.init(checked: parameters, learningRate)
  }

  /// The same; throws a fault for other parameters.
  package static func checked(_ parameters: [Tensor], learningRate: Double) throws(Fault) -> SGD {
    try checkParameters(parameters)
    return SGD(checked: parameters, learningRate)
  }

  private init(checked parameters: [Tensor], _ learningRate: Double) {
    self.parameters = parameters
    self.learningRate = learningRate
  }

  /// `p -= learningRate * p.grad` for each parameter that has a gradient.
  public func step() {
    for parameter in parameters {
      guard let gradient = parameter.grad?.value else { continue }
      parameter.update(to: parameter.value - NDArray(learningRate) * gradient)
    }
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() { for parameter in parameters { parameter.zeroGrad() } }
}

/// Steps scaled by running averages of the gradient and of its square.
///
/// D. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.
public final class Adam {
  public let parameters: [Tensor]
  public var learningRate: Double
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private var steps = 0.0
  private var means: [NDArray]
  private var squares: [NDArray]

  /// The paper's values by default; stops unless each parameter was made with `requiresGrad: true`.
  public convenience init(
    _ parameters: [Tensor], learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
    trapping { () throws(Fault) in try checkParameters(parameters) }
    self.init(checked: parameters, learningRate, beta1, beta2, epsilon)
  }

  /// The same; throws a fault for other parameters.
  package static func checked(
    _ parameters: [Tensor], learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8
  ) throws(Fault) -> Adam {
    try checkParameters(parameters)
    return Adam(checked: parameters, learningRate, beta1, beta2, epsilon)
  }

  private init(
    checked parameters: [Tensor], _ learningRate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double
  ) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    means = parameters.map { $0.value.map(to: 0) }
    squares = means
  }

  /// Moves each parameter that has a gradient, in place.
  public func step() {
    steps += 1
    // Both averages start at 0 and are too small by these factors at first.
    let correction1 = 1 - pow(beta1, steps)
    let correction2 = 1 - pow(beta2, steps)
    for (i, parameter) in parameters.enumerated() {
      guard let gradient = parameter.grad?.value else { continue }
      means[i] = NDArray(beta1) * means[i] + NDArray(1 - beta1) * gradient
      squares[i] = NDArray(beta2) * squares[i] + NDArray(1 - beta2) * gradient * gradient
      let scale = (squares[i] / NDArray(correction2)).applying(.sqrt) + NDArray(epsilon)
      parameter.update(to: parameter.value - NDArray(learningRate / correction1) * means[i] / scale)
    }
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() { for parameter in parameters { parameter.zeroGrad() } }
}

private func checkParameters(_ parameters: [Tensor]) throws(Fault) {
  guard let index = parameters.firstIndex(where: { !$0.requiresGrad }) else { return }
  throw Fault(
    .noGradient, "parameter \(index) of the optimiser cannot learn: make it with requiresGrad: true")
}

extension Tensor {
  /// Replaces the value of a leaf, for all that hold it; its next use is recorded afresh.
  fileprivate func update(to value: NDArray) {
    storage.value = value
    storage.lastTape = nil
  }
}

import Arrays
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moves parameters against their gradients, in place: `zeroGrad()`, `loss.backward()`, `step()`.
///
/// The subclasses say by how much. All stop unless each parameter was made with `requiresGrad: true`.
public class Optimizer {
  public let parameters: [Tensor]
  public var learningRate: Double
  /// How often `step()` was called.
  public private(set) var steps = 0

  fileprivate init(_ parameters: [Tensor], rate learningRate: Double) {
    self.parameters = parameters
    self.learningRate = learningRate
  }

  /// Throws a fault unless each parameter can learn.
  fileprivate static func checked(_ parameters: [Tensor]) throws(Fault) -> [Tensor] {
    guard let index = parameters.firstIndex(where: { !$0.requiresGrad }) else { return parameters }
    throw Fault(.noGradient, "parameter \(index) of the optimiser cannot learn: make it with requiresGrad: true")
  }

  /// `p -= learningRate * direction` for each parameter that has a gradient.
  public final func step() {
    steps += 1
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.grad?.value else { continue }
      parameter.move(by: direction(index, gradient), -learningRate)
    }
  }

  /// Forgets the gradients of all parameters.
  public final func zeroGrad() { for parameter in parameters { parameter.zeroGrad() } }

  fileprivate func direction(_ index: Int, _ gradient: NDArray) -> NDArray { gradient }

  fileprivate func zeros() -> [NDArray] { parameters.map { $0.value.map(to: 0) } }
}

/// Stochastic gradient descent: each parameter moves against its gradient.
///
/// H. Robbins and S. Monro, "A stochastic approximation method", Annals of Mathematical Statistics 22 (1951).
public final class SGD: Optimizer {
  public convenience init(_ parameters: [Tensor], learningRate: Double) {
    self.init(trapping { () throws(Fault) in try Optimizer.checked(parameters) }, rate: learningRate)
  }

  package static func checked(_ parameters: [Tensor], learningRate: Double) throws(Fault) -> SGD {
    SGD(try checked(parameters), rate: learningRate)
  }
}

/// Steps along a velocity that remembers earlier gradients, `v = momentum * v + g`.
///
/// B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; with `nesterov`, the look ahead
/// of Y. Nesterov, 1983, in the form of I. Sutskever et al., ICML 2013.
public final class Momentum: Optimizer {
  private let momentum: Double
  private let nesterov: Bool
  private lazy var velocities = zeros()

  public convenience init(
    _ parameters: [Tensor], learningRate: Double, momentum: Double = 0.9, nesterov: Bool = false
  ) {
    self.init(trapping { () throws(Fault) in try Optimizer.checked(parameters) }, learningRate, momentum, nesterov)
  }

  package static func checked(
    _ parameters: [Tensor], learningRate: Double, momentum: Double, nesterov: Bool
  ) throws(Fault) -> Momentum {
    Momentum(try checked(parameters), learningRate, momentum, nesterov)
  }

  private init(_ parameters: [Tensor], _ learningRate: Double, _ momentum: Double, _ nesterov: Bool) {
    self.momentum = momentum
    self.nesterov = nesterov
    super.init(parameters, rate: learningRate)
  }

  override fileprivate func direction(_ index: Int, _ gradient: NDArray) -> NDArray {
    velocities[index] = gradient.adding(velocities[index], times: momentum)
    return nesterov ? gradient.adding(velocities[index], times: momentum) : velocities[index]
  }
}

/// Steps scaled by a running average of the squared gradient.
///
/// T. Tieleman and G. Hinton, "Lecture 6.5: rmsprop", Neural Networks for Machine Learning, 2012.
public final class RMSProp: Optimizer {
  private let decay: Double
  private let epsilon: Double
  private lazy var squares = zeros()

  public convenience init(
    _ parameters: [Tensor], learningRate: Double = 0.01, decay: Double = 0.99, epsilon: Double = 1e-8
  ) {
    self.init(trapping { () throws(Fault) in try Optimizer.checked(parameters) }, learningRate, decay, epsilon)
  }

  package static func checked(
    _ parameters: [Tensor], learningRate: Double, decay: Double = 0.99, epsilon: Double = 1e-8
  ) throws(Fault) -> RMSProp {
    RMSProp(try checked(parameters), learningRate, decay, epsilon)
  }

  private init(_ parameters: [Tensor], _ learningRate: Double, _ decay: Double, _ epsilon: Double) {
    self.decay = decay
    self.epsilon = epsilon
    super.init(parameters, rate: learningRate)
  }

  override fileprivate func direction(_ index: Int, _ gradient: NDArray) -> NDArray {
    squares[index] = squares[index].averaged(with: gradient.squared, keeping: decay)
    let epsilon = epsilon
    return gradient.combined(with: squares[index]) { $0 / ($1.squareRoot() + epsilon) }
  }
}

/// Steps scaled by running averages of the gradient and of its square.
///
/// D. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015; the paper's values by default.
public final class Adam: Optimizer {
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private lazy var means = zeros()
  private lazy var squares = zeros()

  public convenience init(
    _ parameters: [Tensor], learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
    let parameters = trapping { () throws(Fault) in try Optimizer.checked(parameters) }
    self.init(parameters, learningRate, beta1, beta2, epsilon)
  }

  package static func checked(
    _ parameters: [Tensor], learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) throws(Fault) -> Adam {
    Adam(try checked(parameters), learningRate, beta1, beta2, epsilon)
  }

  private init(
    _ parameters: [Tensor], _ learningRate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    super.init(parameters, rate: learningRate)
  }

  override fileprivate func direction(_ index: Int, _ gradient: NDArray) -> NDArray {
    means[index] = means[index].averaged(with: gradient, keeping: beta1)
    squares[index] = squares[index].averaged(with: gradient.squared, keeping: beta2)
    // Both averages start at 0 and are too small by these factors at first.
    let (first, second) = (1 - pow(beta1, Double(steps)), 1 - pow(beta2, Double(steps)))
    let epsilon = epsilon
    return means[index].combined(with: squares[index]) { $0 / first / (($1 / second).squareRoot() + epsilon) }
  }
}

// MARK: - Arithmetic of steps

extension NDArray {
  /// Both have one shape.
  fileprivate func combined(with other: NDArray, _ f: (Double, Double) -> Double) -> NDArray {
    trapping { () throws(Fault) in try zip("combine", other, f) }
  }

  fileprivate func adding(_ other: NDArray, times factor: Double) -> NDArray {
    combined(with: other) { $0 + factor * $1 }
  }

  fileprivate func averaged(with other: NDArray, keeping share: Double) -> NDArray {
    combined(with: other) { share * $0 + (1 - share) * $1 }
  }

  fileprivate var squared: NDArray { combined(with: self) { x, _ in x * x } }
}

extension Tensor {
  /// Adds a multiple of `direction` to the value of a leaf, for all that hold it; its next use is recorded afresh.
  fileprivate func move(by direction: NDArray, _ factor: Double) {
    storage.value = storage.value.adding(direction, times: factor)
    storage.lastTape = nil
  }
}

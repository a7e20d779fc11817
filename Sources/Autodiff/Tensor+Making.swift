import Arrays
import Diagnostics

extension Tensor {
  /// One number.
  public init(_ value: Double, requiresGrad: Bool = false) {
    self.init(NDArray(value), requiresGrad: requiresGrad)
  }

  /// A vector.
  public init(_ values: [Double], requiresGrad: Bool = false) {
    self.init(NDArray(values), requiresGrad: requiresGrad)
  }

  /// A matrix of equally long rows; stops for others.
  public init(_ rows: [[Double]], requiresGrad: Bool = false) {
    self = trapping { () throws(Fault) in try .matrix(rows, requiresGrad: requiresGrad) }
  }

  /// A vector of whole numbers.
  @_disfavoredOverload
  public init(_ values: [Int], requiresGrad: Bool = false) {
    self.init(values.map(Double.init), requiresGrad: requiresGrad)
  }

  /// A tensor of `shape` that holds 0 everywhere.
  public static func zeros(_ shape: [Int], requiresGrad: Bool = false) -> Tensor {
    full(shape, 0, requiresGrad: requiresGrad)
  }

  /// A tensor of `shape` that holds 1 everywhere.
  public static func ones(_ shape: [Int], requiresGrad: Bool = false) -> Tensor {
    full(shape, 1, requiresGrad: requiresGrad)
  }

  /// A tensor of `shape` that holds `value` everywhere.
  public static func full(_ shape: [Int], _ value: Double, requiresGrad: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try .filled(shape, value, requiresGrad: requiresGrad) }
  }

  /// 0, 1, 2, ... below `end`.
  public static func arange(_ end: Double, requiresGrad: Bool = false) -> Tensor {
    arange(0, end, requiresGrad: requiresGrad)
  }

  /// `start`, `start + step`, ... below `end`.
  public static func arange(_ start: Double, _ end: Double, step: Double = 1, requiresGrad: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try .stepped(start, end, step: step, requiresGrad: requiresGrad) }
  }

  /// `count` numbers from `start` to `end`, both included.
  public static func linspace(_ start: Double, _ end: Double, count: Int, requiresGrad: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try .spaced(start, end, count: count, requiresGrad: requiresGrad) }
  }

  /// The identity matrix of `n` rows.
  public static func eye(_ n: Int, requiresGrad: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try .identity(n, requiresGrad: requiresGrad) }
  }

  /// Uniform random numbers in [0, 1); the same for the same seed.
  public static func rand(_ shape: [Int], seed: Int? = nil, requiresGrad: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try .uniform(shape, seed: seed, requiresGrad: requiresGrad) }
  }

  /// Random numbers of the standard normal distribution; the same for the same seed.
  public static func randn(_ shape: [Int], seed: Int? = nil, requiresGrad: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try .normal(shape, seed: seed, requiresGrad: requiresGrad) }
  }
}

// MARK: - Throwing forms

extension Tensor {
  package static func matrix(_ rows: [[Double]], requiresGrad: Bool = false) throws(Fault) -> Tensor {
    Tensor(try NDArray(rows), requiresGrad: requiresGrad)
  }

  package static func filled(_ shape: [Int], _ value: Double, requiresGrad: Bool = false) throws(Fault) -> Tensor {
    Tensor(try NDArray(repeating: value, shape: shape), requiresGrad: requiresGrad)
  }

  package static func stepped(
    _ start: Double, _ end: Double, step: Double = 1, requiresGrad: Bool = false
  ) throws(Fault) -> Tensor {
    Tensor(try NDArray.arange(start, end, step: step), requiresGrad: requiresGrad)
  }

  package static func spaced(
    _ start: Double, _ end: Double, count: Int, requiresGrad: Bool = false
  ) throws(Fault) -> Tensor {
    Tensor(try NDArray.linspace(start, end, count: count), requiresGrad: requiresGrad)
  }

  package static func identity(_ n: Int, requiresGrad: Bool = false) throws(Fault) -> Tensor {
    Tensor(try NDArray.eye(n), requiresGrad: requiresGrad)
  }

  package static func uniform(_ shape: [Int], seed: Int? = nil, requiresGrad: Bool = false) throws(Fault) -> Tensor {
    var random = Random(seed: seed ?? .random(in: .min ... .max))
    return Tensor(try NDArray.uniform(shape, using: &random), requiresGrad: requiresGrad)
  }

  package static func normal(_ shape: [Int], seed: Int? = nil, requiresGrad: Bool = false) throws(Fault) -> Tensor {
    var random = Random(seed: seed ?? .random(in: .min ... .max))
    return Tensor(try NDArray.normal(shape, using: &random), requiresGrad: requiresGrad)
  }
}

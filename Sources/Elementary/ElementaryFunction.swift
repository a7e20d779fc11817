#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The elementary functions of one real variable: the one table that the engines, the machine, the catalog and the
/// typesetter read.
///
/// To add a function, add a case; the compiler then asks for its value, derivative, sentence and TeX.
/// Definitions follow the NIST Digital Library of Mathematical Functions, chapters 4 and 7.
public enum ElementaryFunction: String, Hashable, Sendable, CaseIterable {
  case sin, cos, tan, asin, acos, atan
  case sinh, cosh, tanh, asinh, acosh, atanh
  case exp, log, log2, log10, sqrt, cbrt, erf
  case abs, sign, heaviside, floor
  case sigmoid, relu, softplus, silu, gelu

  /// The name in cells and in the library.
  public var name: String { rawValue }
}

// MARK: - Values

extension ElementaryFunction {
  /// The function's value in double precision; NaN outside its real domain.
  @inlinable
  public func value(at x: Double) -> Double { function(x) }

  /// The function itself, for loops that look it up once.
  public var function: @Sendable (Double) -> Double {
    switch self {
    case .sin: Glibc.sin
    case .cos: Glibc.cos
    case .tan: Glibc.tan
    case .asin: Glibc.asin
    case .acos: Glibc.acos
    case .atan: Glibc.atan
    case .sinh: Glibc.sinh
    case .cosh: Glibc.cosh
    case .tanh: Glibc.tanh
    case .asinh: Glibc.asinh
    case .acosh: Glibc.acosh
    case .atanh: Glibc.atanh
    case .exp: Glibc.exp
    case .log: Glibc.log
    case .log2: Glibc.log2
    case .log10: Glibc.log10
    case .sqrt: { $0.squareRoot() }
    case .cbrt: Glibc.cbrt
    case .erf: Glibc.erf
    case .abs: { Swift.abs($0) }
    case .sign: { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
    case .heaviside: { $0 > 0 ? 1 : $0 < 0 ? 0 : $0 == 0 ? 0.5 : $0 }
    case .sigmoid: stableSigmoid
    case .relu: { $0 > 0 ? $0 : $0.isNaN ? $0 : 0 }
    case .softplus: { Swift.max($0, 0) + log1p(Glibc.exp(-Swift.abs($0))) }
    case .floor: { $0.rounded(.down) }
    case .silu: { $0 == -.infinity ? 0 : $0 * stableSigmoid($0) }
    case .gelu: { $0 == -.infinity ? 0 : $0 * erfc(-$0 / 2.0.squareRoot()) / 2 }
    }
  }
}

/// `1 / (1 + exp(-x))` without overflow on either side.
private func stableSigmoid(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let e = exp(x)
  return e / (1 + e)
}

// MARK: - Derivatives

extension ElementaryFunction {
  /// The derivative at `x`, where `y` is the function's value there.
  ///
  /// One definition for numbers, expressions and tensors. At a kink it is the value that deep learning uses:
  /// 0 for `abs` and `relu`.
  @inlinable
  public func derivative<T: Number>(at x: T, value y: T) -> T {
    switch self {
    case .sin: .apply(.cos, to: x)
    case .cos: -.apply(.sin, to: x)
    case .tan: 1 + y ** 2
    case .asin: 1 / .apply(.sqrt, to: 1 - x ** 2)
    case .acos: -(1 / .apply(.sqrt, to: 1 - x ** 2))
    case .atan: 1 / (1 + x ** 2)
    case .sinh: .apply(.cosh, to: x)
    case .cosh: .apply(.sinh, to: x)
    case .tanh: 1 - y ** 2
    case .asinh: 1 / .apply(.sqrt, to: x ** 2 + 1)
    case .acosh: 1 / (.apply(.sqrt, to: x - 1) * .apply(.sqrt, to: x + 1))
    case .atanh: 1 / (1 - x ** 2)
    case .exp: y
    case .log: 1 / x
    case .log2: 1 / (x * .apply(.log, to: 2))
    case .log10: 1 / (x * .apply(.log, to: 10))
    case .sqrt: 1 / (2 * y)
    case .cbrt: 1 / (3 * y ** 2)
    case .erf: 2 / .apply(.sqrt, to: .pi) * .apply(.exp, to: -(x ** 2))
    case .abs: .apply(.sign, to: x)
    case .sign, .heaviside, .floor: 0
    case .sigmoid: y * (1 - y)
    case .relu: .apply(.sign, to: y)
    case .softplus: .apply(.sigmoid, to: x)
    case .silu: .apply(.sigmoid, to: x) + y * (1 - .apply(.sigmoid, to: x))
    case .gelu: normalDistribution(at: x) + x * normalDensity(at: x)
    }
  }
}

/// The standard normal distribution's share below `x`.
@usableFromInline
func normalDistribution<T: Number>(at x: T) -> T {
  let root = T.apply(.sqrt, to: 2)
  return (1 + T.apply(.erf, to: x / root)) / 2
}

@usableFromInline
func normalDensity<T: Number>(at x: T) -> T {
  let square = x ** 2
  return T.apply(.exp, to: -(square / 2)) / T.apply(.sqrt, to: 2 * T.pi)
}

// MARK: - Words

extension ElementaryFunction {
  /// One sentence for the reference.
  public var sentence: String {
    switch self {
    case .sin: "The sine of an angle in radians."
    case .cos: "The cosine of an angle in radians."
    case .tan: "The tangent of an angle in radians."
    case .asin: "The angle in [-π/2, π/2] whose sine is x."
    case .acos: "The angle in [0, π] whose cosine is x."
    case .atan: "The angle in (-π/2, π/2) whose tangent is x."
    case .sinh: "The hyperbolic sine."
    case .cosh: "The hyperbolic cosine."
    case .tanh: "The hyperbolic tangent."
    case .asinh: "The inverse of the hyperbolic sine."
    case .acosh: "The inverse of the hyperbolic cosine, for x ≥ 1."
    case .atanh: "The inverse of the hyperbolic tangent, for |x| < 1."
    case .exp: "The exponential function, e to the power x."
    case .log: "The natural logarithm, for x > 0."
    case .log2: "The logarithm to base 2, for x > 0."
    case .log10: "The logarithm to base 10, for x > 0."
    case .sqrt: "The square root, for x ≥ 0."
    case .cbrt: "The real cube root."
    case .erf: "The error function."
    case .abs: "The absolute value."
    case .sign: "The sign: -1, 0 or 1."
    case .heaviside: "The unit step: 0 below zero, 1 above, one half at zero."
    case .sigmoid: "The logistic function 1 / (1 + exp(-x))."
    case .relu: "The rectifier: x where it is positive, otherwise 0."
    case .softplus: "The smooth rectifier log(1 + exp(x))."
    case .floor: "The greatest integer that is not above x."
    case .silu: "The sigmoid linear unit x * sigmoid(x), also called swish."
    case .gelu: "The Gaussian error linear unit x * (1 + erf(x / sqrt(2))) / 2."
    }
  }

  /// How TeX writes the function's name.
  public var tex: String {
    switch self {
    case .sin, .cos, .tan, .sinh, .cosh, .tanh, .exp: "\\\(name)"
    case .asin: "\\arcsin"
    case .acos: "\\arccos"
    case .atan: "\\arctan"
    case .log: "\\ln"
    case .log2: "\\log_{2}"
    case .log10: "\\log_{10}"
    case .sigmoid: "\\sigma"
    case .heaviside: "H"
    case .asinh, .acosh, .atanh, .erf, .relu, .softplus, .silu, .gelu, .sign: "\\operatorname{\(displayName)}"
    case .sqrt, .cbrt, .abs, .floor: "\\\(name)"
    }
  }

  /// The name in formulas where it is set upright; `sqrt`, `cbrt`, `abs` and `floor` have notations of their own.
  public var displayName: String {
    switch self {
    case .asin: "arcsin"
    case .acos: "arccos"
    case .atan: "arctan"
    case .asinh: "arsinh"
    case .acosh: "arcosh"
    case .atanh: "artanh"
    case .log: "ln"
    case .log2, .log10: "log"
    case .sign: "sgn"
    case .relu: "ReLU"
    case .silu: "SiLU"
    case .gelu: "GELU"
    case .sigmoid: "σ"
    case .heaviside: "H"
    case .sin, .cos, .tan, .sinh, .cosh, .tanh, .exp, .sqrt, .cbrt, .erf, .abs, .floor, .softplus: name
    }
  }

  /// The subscript of the displayed name, for logarithms to a base.
  public var displaySubscript: String? {
    switch self {
    case .log2: "2"
    case .log10: "10"
    default: nil
    }
  }
}

import Elementary

extension ElementaryFunction {
  enum Symmetry { case odd, even }

  /// How the function answers to a change of its argument's sign.
  var symmetry: Symmetry? {
    switch self {
    case .sin, .tan, .asin, .atan, .sinh, .tanh, .asinh, .atanh, .erf, .cbrt, .sign: .odd
    case .cos, .cosh, .abs: .even
    case .acos, .acosh, .exp, .log, .log2, .log10, .sqrt, .heaviside, .floor, .sigmoid, .relu, .softplus, .silu, .gelu:
      nil
    }
  }

  /// Whether every value is above 0.
  var isPositive: Bool {
    switch self {
    case .exp, .cosh, .sigmoid, .softplus: true
    case .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .tanh, .asinh, .acosh, .atanh, .log, .log2, .log10, .sqrt,
      .cbrt, .erf, .abs, .sign, .heaviside, .floor, .relu, .silu, .gelu:
      false
    }
  }

  /// Whether no value is below 0.
  var isNonnegative: Bool {
    switch self {
    case .abs, .acos, .acosh, .sqrt, .heaviside, .relu: true
    case .exp, .cosh, .sigmoid, .softplus: isPositive
    case .sin, .cos, .tan, .asin, .atan, .sinh, .tanh, .asinh, .atanh, .log, .log2, .log10, .cbrt, .erf, .sign,
      .floor, .silu, .gelu:
      false
    }
  }

  /// Whether arguments from 0 on give values from 0 on.
  var keepsNonnegative: Bool {
    switch self {
    case .asin, .atan, .sinh, .tanh, .asinh, .atanh, .cbrt, .erf, .sign, .floor, .silu, .gelu: true
    case .abs, .acos, .acosh, .sqrt, .heaviside, .relu, .exp, .cosh, .sigmoid, .softplus, .sin, .cos, .tan, .log,
      .log2, .log10:
      isNonnegative
    }
  }
}

/// Named functions: set upright, spaced as operators.
enum FunctionNames {
  static let plain = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "coth", "log", "ln",
    "lg", "exp", "arg", "deg", "dim", "hom", "ker", "ctg", "tg", "cotg", "arctg", "arcctg", "sh", "ch", "th", "cth",
    "cosec",
  ]

  /// Command and what it shows: the functions whose limits go below them.
  static let withLimits: [(String, String)] = [
    ("lim", "lim"), ("max", "max"), ("min", "min"), ("sup", "sup"), ("inf", "inf"), ("det", "det"), ("gcd", "gcd"),
    ("Pr", "Pr"), ("limsup", "lim sup"), ("liminf", "lim inf"), ("argmax", "arg max"), ("argmin", "arg min"),
    ("plim", "plim"),
  ]

  /// Names that are functions wherever they stand upright, whatever wrote them.
  static let all: Set<String> = Set(plain).union(withLimits.map(\.1)).union([
    "asin", "acos", "atan", "asinh", "acosh", "atanh", "erf", "cbrt", "sigmoid", "relu", "softplus", "silu", "gelu",
    "log2", "log10", "abs", "sign",
  ])
}

/// Which large operators carry their limits above and below.
enum LargeOperators {
  static let withLimits: Set<String> = {
    var names = Set(FunctionNames.withLimits.map(\.1))
    TeXCommandTable.pairs(TeXSymbols.sumLike) { names.insert($1) }
    return names
  }()
}

/// The identities that simplifying knows beyond the canonical form and the arithmetic of fractions.
///
/// Each is data: what it looks for, with `u` and `v` for any expression, and what it puts there. To add one, add a row.
struct Identity {
  enum Shape {
    /// Two terms of a sum, with any common factor.
    case terms(String, String)
    /// Two powers in a product; the exponents are matched as multiples of those written.
    case factors(String, String)
    /// A whole expression.
    case whole(String)
  }

  let name: String
  let shape: Shape
  let replacement: String
  let sentence: String
  /// What must be known to hold of the parts before the rule fires.
  var requirement: Requirement?
  /// What the left side asks for to have a value, where the right side has one without it.
  var condition: Condition?

  /// A property of what `u` stands for.
  enum Requirement {
    case realArgument
  }

  /// What is noted beside a step.
  enum Condition {
    /// A function of `u`.
    case nonzero(String)
    case positive(String, String)
    case nonnegative(String, String)
  }

  static let table: [Identity] = trigonometric + hyperbolic + exponential + radical
}

// MARK: - Rows

extension Identity {
  private static let pythagoras = "The squares of sine and cosine of the same angle add up to 1."

  private static let trigonometric: [Identity] = [
    Identity(
      name: "Pythagorean identity", shape: .terms("sin(u) ** 2", "cos(u) ** 2"), replacement: "1", sentence: pythagoras),
    Identity(
      name: "Pythagorean identity", shape: .terms("sin(u) ** 2", "-1"), replacement: "-(cos(u) ** 2)",
      sentence: pythagoras),
    Identity(
      name: "Pythagorean identity", shape: .terms("cos(u) ** 2", "-1"), replacement: "-(sin(u) ** 2)",
      sentence: pythagoras),
    Identity(
      name: "double angle", shape: .terms("cos(u) ** 2", "-(sin(u) ** 2)"), replacement: "cos(2 * u)",
      sentence: "The cosine of twice an angle is the square of the cosine less that of the sine."),
    Identity(
      name: "double angle", shape: .terms("cos(u) ** 2", "-1/2"), replacement: "cos(2 * u) / 2",
      sentence: "The cosine of twice an angle is twice the square of the cosine less 1."),
    Identity(
      name: "double angle", shape: .terms("sin(u) ** 2", "-1/2"), replacement: "-cos(2 * u) / 2",
      sentence: "The cosine of twice an angle is 1 less twice the square of the sine."),
    Identity(
      name: "tangent and secant", shape: .terms("tan(u) ** 2", "1"), replacement: "1 / cos(u) ** 2",
      sentence: "Divide the Pythagorean identity by the square of the cosine.", condition: .nonzero("cos")),
    Identity(
      name: "sine of a sum", shape: .terms("sin(u) * cos(v)", "cos(u) * sin(v)"), replacement: "sin(u + v)",
      sentence: "The addition theorem of the sine."),
    Identity(
      name: "sine of a difference", shape: .terms("sin(u) * cos(v)", "-cos(u) * sin(v)"), replacement: "sin(u - v)",
      sentence: "The addition theorem of the sine."),
    Identity(
      name: "cosine of a sum", shape: .terms("cos(u) * cos(v)", "-sin(u) * sin(v)"), replacement: "cos(u + v)",
      sentence: "The addition theorem of the cosine."),
    Identity(
      name: "cosine of a difference", shape: .terms("cos(u) * cos(v)", "sin(u) * sin(v)"), replacement: "cos(u - v)",
      sentence: "The addition theorem of the cosine."),
    Identity(
      name: "tangent", shape: .factors("sin(u)", "1 / cos(u)"), replacement: "tan(u)",
      sentence: "The tangent is the sine over the cosine.", condition: .nonzero("cos")),
    Identity(
      name: "tangent", shape: .factors("tan(u)", "cos(u)"), replacement: "sin(u)",
      sentence: "The tangent is the sine over the cosine.", condition: .nonzero("cos")),
    Identity(
      name: "tangent", shape: .factors("tan(u)", "1 / sin(u)"), replacement: "1 / cos(u)",
      sentence: "The tangent is the sine over the cosine.", condition: .nonzero("sin")),
    Identity(
      name: "double angle", shape: .factors("sin(u)", "cos(u)"), replacement: "sin(2 * u) / 2",
      sentence: "The sine of twice an angle is twice the product of sine and cosine."),
  ]

  private static let hyperbolic: [Identity] = [
    Identity(
      name: "hyperbolic Pythagorean identity", shape: .terms("cosh(u) ** 2", "-(sinh(u) ** 2)"), replacement: "1",
      sentence: "The squares of hyperbolic cosine and sine differ by 1."),
    Identity(
      name: "hyperbolic Pythagorean identity", shape: .terms("cosh(u) ** 2", "-1"), replacement: "sinh(u) ** 2",
      sentence: "The squares of hyperbolic cosine and sine differ by 1."),
    Identity(
      name: "hyperbolic Pythagorean identity", shape: .terms("sinh(u) ** 2", "1"), replacement: "cosh(u) ** 2",
      sentence: "The squares of hyperbolic cosine and sine differ by 1."),
    Identity(
      name: "hyperbolic double angle", shape: .terms("cosh(u) ** 2", "sinh(u) ** 2"), replacement: "cosh(2 * u)",
      sentence: "The squares of hyperbolic cosine and sine add up to the hyperbolic cosine of twice the argument."),
    Identity(
      name: "hyperbolic tangent", shape: .factors("sinh(u)", "1 / cosh(u)"), replacement: "tanh(u)",
      sentence: "The hyperbolic tangent is the hyperbolic sine over the hyperbolic cosine."),
    Identity(
      name: "hyperbolic tangent", shape: .factors("tanh(u)", "cosh(u)"), replacement: "sinh(u)",
      sentence: "The hyperbolic tangent is the hyperbolic sine over the hyperbolic cosine."),
    Identity(
      name: "hyperbolic cosine", shape: .terms("exp(u)", "exp(-u)"), replacement: "2 * cosh(u)",
      sentence: "The hyperbolic cosine is the mean of the two exponentials."),
    Identity(
      name: "hyperbolic sine", shape: .terms("exp(u)", "-exp(-u)"), replacement: "2 * sinh(u)",
      sentence: "The hyperbolic sine is half the difference of the two exponentials."),
  ]

  private static let exponential: [Identity] = [
    Identity(
      name: "product of exponentials", shape: .factors("exp(u)", "exp(v)"), replacement: "exp(u + v)",
      sentence: "Exponents of one base add."),
    Identity(
      name: "sum of logarithms", shape: .terms("log(u)", "log(v)"), replacement: "log(u * v)",
      sentence: "The logarithm of a product is the sum of the logarithms.", condition: .positive("u", "v")),
    Identity(
      name: "difference of logarithms", shape: .terms("log(u)", "-log(v)"), replacement: "log(u / v)",
      sentence: "The logarithm of a quotient is the difference of the logarithms.", condition: .positive("u", "v")),
    Identity(
      name: "logistic function", shape: .whole("1 / (1 + exp(-u))"), replacement: "sigmoid(u)",
      sentence: "This is the definition of the logistic function."),
  ]

  private static let radical: [Identity] = [
    Identity(
      name: "root of a square", shape: .whole("sqrt(u ** 2)"), replacement: "abs(u)",
      sentence: "The square root of a square is the magnitude: a root is never negative.", requirement: .realArgument),
    Identity(
      name: "square of a magnitude", shape: .whole("abs(u) ** 2"), replacement: "u ** 2",
      sentence: "The sign does not matter for the square.", requirement: .realArgument),
    Identity(
      name: "product of roots", shape: .factors("sqrt(u)", "sqrt(v)"), replacement: "sqrt(u * v)",
      sentence: "The root of a product is the product of the roots.", condition: .nonnegative("u", "v")),
  ]
}

/// What a solver does to an equation, as a reader of the steps meets it.
enum SolvingRule: CaseIterable {
  case factors, linear, quadratic, cubic, trigonometricCubic, quartic, undoing, commonDenominator, substitution, numeric

  var name: String {
    switch self {
    case .factors: "zero product"
    case .linear: "linear equation"
    case .quadratic: "quadratic formula"
    case .cubic: "Cardano's formula"
    case .trigonometricCubic: "trigonometric solution"
    case .quartic: "Ferrari's method"
    case .undoing: "inverse function"
    case .commonDenominator: "common denominator"
    case .substitution: "substitution"
    case .numeric: "numerical root"
    }
  }

  var sentence: String {
    switch self {
    case .factors: "A product is 0 where one of its factors is 0."
    case .linear: "What does not depend on the unknown goes to the other side, and the factor divides it."
    case .quadratic: "The roots of a * x ** 2 + b * x + c are (-b ± sqrt(b ** 2 - 4 * a * c)) / (2 * a)."
    case .cubic: "The one real root of a cubic is a sum of two cube roots."
    case .trigonometricCubic:
      "Three real roots of a cubic have no real radicals: they are cosines of thirds of an angle."
    case .quartic: "A root of the cubic resolvent splits the quartic into two quadratics."
    case .undoing: "The outermost operation is undone on both sides."
    case .commonDenominator: "A fraction is 0 where its numerator is 0 and its denominator is not."
    case .substitution: "A part that holds the unknown becomes the unknown."
    case .numeric: "No formula is known for this equation: its real roots are found by bisection."
    }
  }
}

/// The rules of integration, as a reader of the steps meets them.
enum IntegrationRule: CaseIterable {
  case constant, constantMultiple, sum, power, reciprocal, function, exponential, gaussian
  case partialFractions, quadratic, radical, trigonometricPowers, cyclic, substitution, parts, expansion

  var name: String {
    switch self {
    case .constant: "constant rule"
    case .constantMultiple: "constant multiple rule"
    case .sum: "sum rule"
    case .power: "power rule"
    case .reciprocal: "integral of the reciprocal"
    case .function: "integral of a function"
    case .exponential: "exponential rule"
    case .gaussian: "Gaussian integral"
    case .partialFractions: "partial fractions"
    case .quadratic: "completing the square"
    case .radical: "root of a quadratic"
    case .trigonometricPowers: "half angles"
    case .cyclic: "parts twice"
    case .substitution: "substitution"
    case .parts: "integration by parts"
    case .expansion: "expansion"
    }
  }

  var sentence: String {
    switch self {
    case .constant: "The integral of a constant is the constant times the variable."
    case .constantMultiple: "A constant factor stays in front of the integral."
    case .sum: "The integral of a sum is the sum of the integrals."
    case .power: "The exponent rises by one, and the power is divided by it."
    case .reciprocal: "The integral of 1 / u is the logarithm of the absolute value of u."
    case .function: "A known integral of an elementary function."
    case .exponential: "A power with a constant base keeps itself, divided by the logarithm of the base."
    case .gaussian: "The integral of the bell curve is the error function."
    case .partialFractions: "A fraction of polynomials is a sum of simpler ones."
    case .quadratic: "The derivative of the denominator gives a logarithm, what is left an inverse tangent."
    case .radical: "The root of a quadratic leads to an inverse sine or an inverse hyperbolic function."
    case .trigonometricPowers: "Even powers of sine and cosine are written in the double angle."
    case .cyclic: "Integrating by parts twice brings the integral back: solve for it."
    case .substitution: "The inner function becomes the variable, as its derivative stands beside it."
    case .parts: "Integrate one factor, differentiate the other: the integral of u dv is u * v less that of v du."
    case .expansion: "The products are multiplied out."
    }
  }
}

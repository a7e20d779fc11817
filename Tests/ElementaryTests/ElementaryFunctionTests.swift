import Elementary
import Testing

/// The table of elementary functions against itself: derivatives against differences, inverses against each other.
@Suite struct ElementaryFunctionTests {
  /// Points inside a function's domain and away from its kinks.
  static func points(of function: ElementaryFunction) -> [Double] {
    switch function {
    case .asin, .acos, .atanh: [-0.9, -0.4, 0.1, 0.7]
    case .acosh: [1.2, 1.9, 3.5]
    case .log, .log2, .log10, .sqrt: [0.2, 0.9, 1.5, 8]
    case .tan: [-1.2, -0.4, 0.3, 1.1]
    default: [-2.3, -0.7, 0.4, 1.8]
    }
  }

  @Test(arguments: ElementaryFunction.allCases) func derivativeIsThatOfTheValue(_ function: ElementaryFunction) {
    let step = 1e-5
    for x in ElementaryFunctionTests.points(of: function) {
      let difference = (function.value(at: x + step) - function.value(at: x - step)) / (2 * step)
      let derivative = function.derivative(at: x, value: function.value(at: x))
      #expect(abs(difference - derivative) <= 1e-8 * max(1, abs(derivative)), "\(function) at \(x)")
    }
  }

  static let inverses: [(ElementaryFunction, ElementaryFunction)] = [
    (.sin, .asin), (.cos, .acos), (.tan, .atan), (.sinh, .asinh), (.cosh, .acosh), (.tanh, .atanh), (.exp, .log),
  ]

  @Test(arguments: inverses) func inverseUndoes(_ function: ElementaryFunction, _ inverse: ElementaryFunction) {
    for x in ElementaryFunctionTests.points(of: inverse) {
      let back = function.value(at: inverse.value(at: x))
      #expect(abs(back - x) <= 4e-16 * max(1, abs(x)) * 4, "\(function)(\(inverse)(\(x)))")
    }
  }

  static let exact: [(ElementaryFunction, Double, Double)] = [
    (.sin, 0, 0), (.cos, 0, 1), (.tan, 0, 0), (.exp, 0, 1), (.log, 1, 0), (.log2, 8, 3), (.log10, 1000, 3),
    (.sqrt, 49, 7), (.cbrt, -8, -2), (.erf, 0, 0), (.abs, -3, 3), (.sign, -4, -1), (.sign, 0, 0), (.heaviside, 0, 0.5),
    (.heaviside, 2, 1), (.sigmoid, 0, 0.5), (.sigmoid, -1000, 0), (.sigmoid, 1000, 1), (.relu, -2, 0), (.relu, 2, 2),
    (.softplus, 1000, 1000), (.softplus, -1000, 0), (.atan, .infinity, .pi / 2), (.acosh, 1, 0),
  ]

  @Test(arguments: exact) func exactValues(_ function: ElementaryFunction, _ x: Double, _ y: Double) {
    #expect(function.value(at: x) == y, "\(function)(\(x))")
  }

  @Test func outsideTheDomainIsNotANumber() {
    for (function, x) in [(ElementaryFunction.log, -1.0), (.sqrt, -1), (.asin, 2), (.acosh, 0.5), (.atanh, 2)] {
      #expect(function.value(at: x).isNaN, "\(function)(\(x))")
    }
    for function in ElementaryFunction.allCases { #expect(function.value(at: .nan).isNaN, "\(function)(nan)") }
  }

  @Test func powersOfIntegers() {
    #expect((2.power(10), 0.power(0), (-2).power(3), 7.power(1)) == (1024, 1, -8, 7))
    #expect((2.power(63), 2.power(-1), 10.power(19)) == (nil, nil, nil))
    #expect(((-2).power(63), 1.power(.max), (-1).power(.max)) == (.min, 1, -1))
  }
}

import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct DecimalTests {
  /// Digits as tables have them.
  @Test(arguments: [
    (".pi", 50, "3.1415926535897932384626433832795028841971693993751"),
    (".e", 50, "2.7182818284590452353602874713526624977572470937000"),
    ("sqrt(2)", 50, "1.4142135623730950488016887242096980785696718753769"),
    ("log(2)", 50, "0.69314718055994530941723212145817656807550013436026"),
    ("sin(1)", 30, "0.841470984807896506652502321630"), ("cos(1)", 30, "0.540302305868139717400936607443"),
    ("erf(1)", 30, "0.842700792949714869341220635083"), ("1/3", 5, "0.33333"), ("1/2", 3, "0.500"), ("5/2", 1, "3"),
    ("2 ** 100", 31, "1267650600228229401496703205376"), ("2 ** 100", 5, "1.2677e30"), ("exp(-1000)", 5, "5.0760e-435"),
    ("exp(1000)", 5, "1.9701e434"), ("-.pi", 5, "-3.1416"), ("1/3000", 3, "0.000333"), ("99999/10", 2, "10000"),
    ("exp(.pi * sqrt(163))", 34, "262537412640768743.9999999999992501"), ("0", 5, "0"),
    ("sin(10 ** 22)", 20, "-0.85220084976718880177"),
    ("atan(1) * 4 - .pi + 1/7", 10, "0.1428571429"), ("tanh(1/2)", 10, "0.4621171573"), ("max(1, .pi)", 4, "3.142"),
    ("asin(1/3)", 20, "0.33983690945412193710"), ("acosh(3)", 20, "1.7627471740390860505"),
    ("2 ** .pi", 20, "8.8249778270762876239"),
  ]) func everyDigitIsRight(input: String, digits: Int, expected: String) throws {
    let text = try Expr(parsing: input).decimalText(digits: digits)
    #expect(text == expected)
  }

  /// The bounds hold what doubles say, and more digits never contradict fewer.
  @Test func functionsAgreeWithDoubles() throws {
    var (generator, compared) = (ExpressionGenerator(seed: 41), 0)
    for f in ElementaryFunction.allCases {
      for _ in 0..<6 {
        let x = try Expr.fraction(generator.next(3_000) - 1_200, 1_001)
        let value = f.value(at: try x.value(at: [:]))
        guard value.isFinite, let e = try? Expr.applying(f, to: x), let text = try? e.decimalText(digits: 14) else {
          continue
        }
        let double = try #require(Double(text), "\(f)(\(x)) gave \(text)")
        #expect(abs(double - value) <= 1e-12 * max(1, abs(value)), "\(f)(\(x))")
        let long = try e.decimalText(digits: 60)
        #expect(abs((Double(long) ?? .nan) - double) <= 1e-12 * max(1, abs(value)))
        compared += 1
      }
    }
    #expect(compared > 60)
  }

  @Test func whatHasNoDigitsSaysSo() {
    let x = symbol("x")
    #expect(throws: Fault(.noValue, "x has no value")) { try x.decimalText(digits: 5) }
    #expect(throws: Fault.self) { try Expr.i.decimalText(digits: 5) }
    #expect(throws: Fault.self) { try log(Expr(-2)).decimalText(digits: 5) }
    #expect(throws: Fault.self) { try Expr.pi.decimalText(digits: 0) }
    #expect(throws: Fault.self) { try Expr.pi.decimalText(digits: 1_000_000) }
    #expect(throws: Fault.self) { try exp(exp(exp(Expr(10)))).decimalText(digits: 5) }
    // Zero, but not for the canonical form.
    #expect(throws: Fault.self) {
      try (sqrt(Expr(2)) + sqrt(Expr(3)) - sqrt(5 + 2 * sqrt(Expr(6)))).decimalText(digits: 5)
    }
  }

  @Test func integerSquareRoots() {
    var generator = ExpressionGenerator(seed: 8)
    for round in 0..<300 {
      let n = Integer.small(generator.next(1 << 30)).power(1 + round % 9) + .small(round)
      let root = n.squareRoot
      #expect(root * root <= n && n < (root + .one) * (root + .one))
      #expect(n.scaled(byPowerOfTwo: 77).scaled(byPowerOfTwo: -77) == n)
      #expect((-n).scaled(byPowerOfTwo: -9) == -((n + .small(511)).scaled(byPowerOfTwo: -9)))
    }
  }
}

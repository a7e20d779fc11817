import Testing

@testable import Algebra

@Suite struct IntegerTests {
  private func random(_ limbs: Int, _ generator: inout ExpressionGenerator) -> Integer {
    let words = (0..<limbs).map { _ in
      // Extreme limbs reach the corrections of long division.
      [UInt.max, 0, 1 << 63, UInt(generator.next(1 << 30)) << 34 | UInt(generator.next(1 << 30))][generator.next(4)]
    }
    return Integer(isNegative: generator.next(2) == 0, limbs: words)
  }

  @Test func divisionUndoesMultiplication() {
    var generator = ExpressionGenerator(seed: 11)
    for round in 0..<3_000 {
      let a = random(1 + round % 7, &generator)
      let b = random(1 + round % 4, &generator)
      if b == .zero { continue }
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(quotient * b + remainder == a)
      #expect(remainder.magnitude < b.magnitude)
      #expect((a + b) - b == a)
      #expect((a + b) * (a - b) == a * a - b * b)
    }
  }

  @Test func textAndLiterals() {
    let digits = "123456789012345678901234567890123456789000000000000000000001"
    #expect(Integer(digits: digits.utf8)?.description == digits)
    #expect(
      Integer(-170_141_183_460_469_231_731_687_303_715_884_105_728 as StaticBigInt).description
        == "-170141183460469231731687303715884105728")
    #expect(Integer(StaticBigInt(integerLiteral: -1)).description == "-1")
    #expect(Integer.small(.min).magnitude.description == "9223372036854775808")
    #expect(-Integer(digits: "9223372036854775808".utf8).unsafelyUnwrapped == .small(.min))
    #expect(Integer.gcd(.small(2).power(90) * .small(9), .small(6).power(40)) == .small(2).power(40) * .small(9))
    #expect(Rational(.small(10).power(40), .small(3) * .small(10).power(39)).double == 10.0 / 3)
    let literal: Expr = 123_456_789_012_345_678_901_234_567_890
    #expect(literal.description == "123456789012345678901234567890")
  }
}

import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addIntegerMembers() {
    member(
      "func isMultiple(of other: Int) -> Bool", of: "Int", "Whether `other` divides it.", example: "6.isMultiple(of: 3)"
    ) { _, reader in RawValue(reader.next().int.isMultiple(of: reader.next().int)) }
    member("func signum() -> Int", of: "Int", "-1, 0 or 1, by its sign.", example: "(-5).signum()") { _, reader in
      RawValue(reader.next().int.signum())
    }
    member(
      "func quotientAndRemainder(dividingBy other: Int) -> (quotient: Int, remainder: Int)", of: "Int",
      "Quotient and remainder, rounded towards zero.", example: "7.quotientAndRemainder(dividingBy: 2)"
    ) { _, reader in
      let (value, divisor) = (reader.next().int, reader.next().int)
      guard divisor != 0 else { throw Fault(.divisionByZero, "division by zero") }
      guard value != .min || divisor != -1 else { throw Fault(.overflow, "the result of '/' is too large for an Int") }
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
      return RawRecord(scalars: [quotient, remainder].map { UInt64(bitPattern: Int64($0)) }).raw
    }
    let counts: [(String, String, @Sendable (Int) -> Int)] = [
      ("nonzeroBitCount", "How many bits are 1.", { $0.nonzeroBitCount }),
      ("leadingZeroBitCount", "How many zeros stand before the first 1.", { $0.leadingZeroBitCount }),
      ("trailingZeroBitCount", "How many zeros stand behind the last 1.", { $0.trailingZeroBitCount }),
    ]
    for (name, sentence, count) in counts {
      member("var \(name): Int", of: "Int", sentence, example: "12.\(name)") { _, reader in
        RawValue(count(reader.next().int))
      }
    }
    member("static var bitWidth: Int", of: "Int", "How many bits an Int has.", example: "Int.bitWidth") { _, _ in
      RawValue(Int.bitWidth)
    }
    member("func ~ (x: Int) -> Int", "The other bits.", example: "~5") { _, reader in RawValue(~reader.next().int) }
    member("init?(_ text: String)", of: "Int", "The integer that a text writes, or nil.", example: "Int(\"12\")") {
      _, reader in optional(Int(reader.next().string).map { RawValue($0) }, .scalar)
    }
    member(
      "init?(_ text: String, radix: Int)", of: "Int", "The integer that a text writes to a base, or nil.",
      example: "Int(\"ff\", radix: 16)"
    ) { _, reader in
      let (text, radix) = (reader.next().string, reader.next().int)
      guard 2...36 ~= radix else { throw Fault(.invalidArgument, "the base of digits is 2 to 36, not \(radix)") }
      return optional(Int(text, radix: radix).map { RawValue($0) }, .scalar)
    }
    member("init?(exactly x: Double)", of: "Int", "The integer that a number is, or nil.", example: "Int(exactly: 2.5)")
    {
      _, reader in optional(Int(exactly: reader.next().double).map { RawValue($0) }, .scalar)
    }
    describe("Int") { $0.int.description }
    describe("Double") { $0.double.description }
    describe("Bool") { $0.bool.description }
    describe("String") { $0.string }
  }

  private mutating func describe(_ owner: String, _ text: @escaping @Sendable (RawValue) -> String) {
    member("var description: String", of: owner, "The value as text.") { _, reader in RawValue(text(reader.next())) }
  }

  mutating func addDoubleMembers() {
    addDoubleConstants()
    addDoubleTests()
    addRounding()
    let functions: [(String, String, @Sendable (Double, Double) -> Double)] = [
      (
        "truncatingRemainder(dividingBy", "What remains when the quotient is cut towards zero.",
        {
          $0.truncatingRemainder(dividingBy: $1)
        }
      ),
      (
        "remainder(dividingBy", "What remains when the quotient is rounded to the nearest.",
        { $0.remainder(dividingBy: $1) }
      ),
    ]
    for (name, sentence, function) in functions {
      member("func \(name) other: Double) -> Double", of: "Double", sentence, example: "7.5.\(name): 2)") { _, reader in
        RawValue(function(reader.next().double, reader.next().double))
      }
    }
    member("init?(_ text: String)", of: "Double", "The number that a text writes, or nil.", example: "Double(\"1.5\")")
    {
      _, reader in optional(Double(reader.next().string).map { RawValue($0) }, .scalar)
    }
    append(
      CatalogEntry(
        owner: "Double", "func squareRoot() -> Double", "The square root.", example: "2.0.squareRoot()",
        .elementary(.sqrt)))
    append(
      CatalogEntry(
        owner: "Double", "var magnitude: Double", "The absolute value.", example: "(-2.5).magnitude",
        .elementary(.abs)))
    addChoices()
  }

  /// They hand on one of their arguments as it is, so that gradients go through.
  private mutating func addChoices() {
    let choices: [(String, String, @Sendable (Double, Double) -> Bool)] = [
      ("max", "The largest.", { $1 >= $0 }), ("min", "The smallest.", { $1 < $0 }),
    ]
    for (name, sentence, prefersSecond) in choices {
      member("func \(name)(_ a: Double, _ b: Double) -> Double", sentence, example: "\(name)(2.5, 1)") { _, reader in
        let (a, b) = (reader.next(), reader.next())
        return prefersSecond(a.compared, b.compared) ? b : a
      }
      member(
        "func \(name)(_ a: Double, _ b: Double, _ c: Double, _ rest: Double...) -> Double", sentence,
        example: "\(name)(2.5, 1, 3)"
      ) { _, reader in
        var best = reader.next()
        let others = [reader.next(), reader.next()] + RawArray(reader.next()).elements
        for other in others where prefersSecond(best.compared, other.compared) { best = other }
        return best
      }
    }
    for (name, sentence, isMax) in [
      ("maximum", "The larger of two; the other where one is no number.", true),
      ("minimum", "The smaller of two; the other where one is no number.", false),
    ] {
      member(
        "static func \(name)(_ x: Double, _ y: Double) -> Double", of: "Double", sentence,
        example: "Double.\(name)(1, 2)"
      ) { _, reader in
        let (x, y) = (reader.next(), reader.next())
        let chosen = isMax ? Double.maximum(x.compared, y.compared) : Double.minimum(x.compared, y.compared)
        return chosen == x.compared || y.compared.isNaN ? x : y
      }
    }
  }

  private mutating func addDoubleConstants() {
    let constants: [(String, String, Double)] = [
      ("pi", "The ratio of a circle's circumference to its diameter.", .pi),
      ("infinity", "Positive infinity.", .infinity),
      ("nan", "The value that is not a number.", .nan), ("zero", "The number 0.", .zero),
      ("ulpOfOne", "The distance from 1 to the next number.", .ulpOfOne),
      ("greatestFiniteMagnitude", "The largest finite number.", .greatestFiniteMagnitude),
      ("leastNormalMagnitude", "The smallest positive number of full precision.", .leastNormalMagnitude),
      ("leastNonzeroMagnitude", "The smallest positive number.", .leastNonzeroMagnitude),
    ]
    for (name, sentence, value) in constants {
      member("static var \(name): Double", of: "Double", sentence, example: "Double.\(name)") { _, _ in RawValue(value)
      }
    }
    let parts: [(String, String, @Sendable (Double) -> Double)] = [
      ("ulp", "The distance to the next number.", { $0.ulp }),
      ("nextUp", "The next larger number.", { $0.nextUp }), ("nextDown", "The next smaller number.", { $0.nextDown }),
      ("significand", "The factor before the power of two.", { $0.significand }),
    ]
    for (name, sentence, part) in parts {
      member("var \(name): Double", of: "Double", sentence, example: "2.5.\(name)") { _, reader in
        RawValue(part(reader.next().double))
      }
    }
  }

  private mutating func addDoubleTests() {
    let tests: [(String, String, @Sendable (Double) -> Bool)] = [
      ("isNaN", "Whether it is not a number.", { $0.isNaN }), ("isFinite", "Whether it is finite.", { $0.isFinite }),
      ("isInfinite", "Whether it is infinite.", { $0.isInfinite }), ("isZero", "Whether it is 0.", { $0.isZero }),
      ("isNormal", "Whether it has full precision.", { $0.isNormal }),
    ]
    for (name, sentence, holds) in tests {
      member("var \(name): Bool", of: "Double", sentence, example: "2.5.\(name)") { _, reader in
        RawValue(holds(reader.next().double))
      }
    }
  }

  private mutating func addRounding() {
    member("func rounded() -> Double", of: "Double", "The nearest whole number.", example: "2.5.rounded()") {
      _, reader in
      RawValue(reader.next().double.rounded())
    }
    let rules: [(String, String, FloatingPointRoundingRule)] = [
      ("toNearestOrAwayFromZero", "The nearest; halves away from zero.", .toNearestOrAwayFromZero),
      ("toNearestOrEven", "The nearest; halves to the even one.", .toNearestOrEven),
      ("up", "The next that is not smaller.", .up), ("down", "The next that is not larger.", .down),
      ("towardZero", "The next towards zero.", .towardZero),
      ("awayFromZero", "The next away from zero.", .awayFromZero),
    ]
    for (name, sentence, rule) in rules {
      member("static var \(name): FloatingPointRoundingRule", of: "FloatingPointRoundingRule", sentence) { _, _ in
        rule.raw
      }
    }
    member(
      "func rounded(_ rule: FloatingPointRoundingRule) -> Double", of: "Double", "A whole number, by a rule.",
      example: "2.5.rounded(.down)"
    ) { _, reader in
      let (value, rule) = (reader.next().double, FloatingPointRoundingRule.from(reader.next()))
      return RawValue(value.rounded(rule))
    }
  }
}

extension FloatingPointRoundingRule: EngineValue {
  public static var typeName: String { "FloatingPointRoundingRule" }
}

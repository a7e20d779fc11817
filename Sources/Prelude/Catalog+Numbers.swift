import Algebra
import CellLanguage
import Diagnostics
import Elementary
import Tangent

extension CatalogTable {
  mutating func addNumbers() {
    addIntegers()
    addBits()
    addIntegerMembers()
    addDoubles()
    addDoubleMembers()
    addElementaryFunctions()
    addComparisons()
  }

  private mutating func addIntegers() {
    instruction("func + (l: Int, r: Int) -> Int", "The sum; an error where it is too large for an Int.", .addInt)
    instruction(
      "func - (l: Int, r: Int) -> Int", "The difference; an error where it is too large for an Int.", .subtractInt)
    instruction(
      "func * (l: Int, r: Int) -> Int", "The product; an error where it is too large for an Int.", .multiplyInt)
    instruction("func / (l: Int, r: Int) -> Int", "The quotient, rounded towards zero.", .divideInt)
    instruction(
      "func % (l: Int, r: Int) -> Int", "The remainder of the division; an error where it is too large for an Int.",
      .remainderInt)
    instruction("func ** (l: Int, r: Int) -> Int", "The power; an error where it is too large for an Int.", .powerInt)
    instruction("func - (x: Int) -> Int", "The negative; an error where it is too large for an Int.", .negateInt)
    instruction("func == (l: Int, r: Int) -> Bool", "Whether two values are equal.", .equalInt)
    instruction("func != (l: Int, r: Int) -> Bool", "Whether two values differ.", .notEqualInt)
    instruction("func < (l: Int, r: Int) -> Bool", "Whether the left is less.", .lessInt)
    instruction("func <= (l: Int, r: Int) -> Bool", "Whether the left is less or equal.", .lessEqualInt)
    instruction("func > (l: Int, r: Int) -> Bool", "Whether the left is greater.", .greaterInt)
    instruction("func >= (l: Int, r: Int) -> Bool", "Whether the left is greater or equal.", .greaterEqualInt)
    instruction("init(_ x: Double)", of: "Int", "The whole part of a number.", .doubleToInt)
    add("init(_ x: Int)", of: "Int", "An integer.") { (x: Int) in x }
    add("static var max: Int", of: "Int", "The largest integer.") { Int.max }
    add("static var min: Int", of: "Int", "The smallest integer.") { Int.min }
    add("func abs(_ x: Int) -> Int", "The absolute value.") { (x: Int) in
      guard x != .min else { throw Fault(.overflow, "the absolute value of \(x) is too large for an Int") }
      return Swift.abs(x)
    }
    add("func max(_ a: Int, _ b: Int) -> Int", "The larger of two.") { (a: Int, b: Int) in Swift.max(a, b) }
    add("func min(_ a: Int, _ b: Int) -> Int", "The smaller of two.") { (a: Int, b: Int) in Swift.min(a, b) }
    add("func max(_ a: Int, _ b: Int, _ c: Int, _ rest: Int...) -> Int", "The largest of several.") {
      (a: Int, b: Int, c: Int, rest: [Int]) in rest.reduce(Swift.max(a, b, c)) { Swift.max($0, $1) }
    }
    add("func min(_ a: Int, _ b: Int, _ c: Int, _ rest: Int...) -> Int", "The smallest of several.") {
      (a: Int, b: Int, c: Int, rest: [Int]) in rest.reduce(Swift.min(a, b, c)) { Swift.min($0, $1) }
    }
    add("func factorial(_ n: Int) -> Int", "The product 1 · 2 · … · n.") { (n: Int) in
      guard n >= 0 else { throw Fault(.domain, "the factorial of \(n) does not exist") }
      guard n <= 20 else { throw Fault(.overflow, "\(n)! is too large for an Int") }
      return n < 2 ? 1 : (2...n).reduce(1, *)
    }
  }

  private mutating func addBits() {
    typealias Combine = @Sendable (Int, Int) -> Int
    let operators: [(String, String, Combine)] = [
      ("&", "The bits that both have.", { $0 & $1 }), ("|", "The bits that either has.", { $0 | $1 }),
      ("^", "The bits that one of both has.", { $0 ^ $1 }), ("<<", "The bits, shifted up.", { $0 << $1 }),
      (">>", "The bits, shifted down.", { $0 >> $1 }), ("&+", "The sum, wrapped around on overflow.", { $0 &+ $1 }),
      ("&-", "The difference, wrapped around on overflow.", { $0 &- $1 }),
      ("&*", "The product, wrapped around on overflow.", { $0 &* $1 }),
    ]
    for (name, sentence, combine) in operators {
      add("func \(name) (l: Int, r: Int) -> Int", sentence) { (l: Int, r: Int) in combine(l, r) }
    }
  }

  private mutating func addDoubles() {
    instruction("func + (l: Double, r: Double) -> Double", "The sum.", .addDouble)
    instruction("func - (l: Double, r: Double) -> Double", "The difference.", .subtractDouble)
    instruction("func * (l: Double, r: Double) -> Double", "The product.", .multiplyDouble)
    instruction("func / (l: Double, r: Double) -> Double", "The quotient.", .divideDouble)
    instruction("func ** (l: Double, r: Double) -> Double", "The power.", .powerDouble)
    instruction("func - (x: Double) -> Double", "The negative.", .negateDouble)
    instruction("func == (l: Double, r: Double) -> Bool", "Whether two values are equal.", .equalDouble)
    instruction("func != (l: Double, r: Double) -> Bool", "Whether two values differ.", .notEqualDouble)
    instruction("func < (l: Double, r: Double) -> Bool", "Whether the left is less.", .lessDouble)
    instruction("func <= (l: Double, r: Double) -> Bool", "Whether the left is less or equal.", .lessEqualDouble)
    instruction("func > (l: Double, r: Double) -> Bool", "Whether the left is greater.", .greaterDouble)
    instruction("func >= (l: Double, r: Double) -> Bool", "Whether the left is greater or equal.", .greaterEqualDouble)
    instruction("init(_ x: Int)", of: "Double", "The integer as a number.", .intToDouble)
    add("init(_ x: Double)", of: "Double", "A number.") { (x: Double) in x }
  }

  private mutating func addElementaryFunctions() {
    for function in ElementaryFunction.allCases {
      let name = function.name
      let sentence = function.sentence
      let favour = function.isFavored ? "" : "@_disfavoredOverload "
      append(
        CatalogEntry(
          "\(favour)func \(name)(_ x: Double) -> Double", sentence,
          example: "\(name)(\(function == .acosh ? 1.5 : 0.5))", .elementary(function)))
      add("@_disfavoredOverload func \(name)<T: Number>(_ x: T) -> T", sentence) { (x: Expr) in
        try Expr.applying(function, to: x)
      }
      add("func \(name)(_ x: Tensor) -> Tensor", sentence) { (x: Tensor) in x.applying(function) }
    }
  }

  private mutating func addComparisons() {
    instruction("func ! (x: Bool) -> Bool", "The opposite truth value.", .not)
    instruction("func == (l: Bool, r: Bool) -> Bool", "Whether two values are equal.", .equalBool)
    instruction("func != (l: Bool, r: Bool) -> Bool", "Whether two values differ.", .notEqualBool)
    raw("@_disfavoredOverload func == <T: Equatable>(l: T, r: T) -> Bool", "Whether two values are equal.") { call in
      var reader = ArgumentReader(call)
      let (left, right) = (reader.next(), reader.next())
      call.finish(with: RawValue(call.rules.areEqual(left, right, as: call.type("T"))))
    }
    raw("@_disfavoredOverload func != <T: Equatable>(l: T, r: T) -> Bool", "Whether two values differ.") { call in
      var reader = ArgumentReader(call)
      let (left, right) = (reader.next(), reader.next())
      call.finish(with: RawValue(!call.rules.areEqual(left, right, as: call.type("T"))))
    }
  }
}

extension ElementaryFunction {
  /// Functions that only Tangent has; the others give way to Foundation's of the same name.
  fileprivate var isFavored: Bool {
    switch self {
    case .sigmoid, .relu, .softplus, .silu, .gelu, .sign, .heaviside, .abs: true
    case .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .exp, .log, .log2,
      .log10, .sqrt, .cbrt, .erf, .floor:
      false
    }
  }
}

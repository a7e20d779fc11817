import Elementary

/// The name of a node: equal handles are the same expression.
///
/// Operands are interned before what they are part of, so their handles are smaller: sorting a set of handles puts
/// every expression after its parts.
struct Handle: Hashable, Comparable, Sendable {
  let index: UInt32

  static func < (l: Handle, r: Handle) -> Bool { l.index < r.index }
}

/// One expression in 16 bytes; what `a` and `b` hold is ``Form``'s business.
struct Node {
  var op: Op
  /// The elementary function, the constant, or 0.
  var detail: UInt8 = 0
  /// Which symbols occur, as ``SymbolMask`` has it.
  var symbols = SymbolMask.none
  var a: UInt32
  var b: UInt32
  /// Made from the structure alone, never from handles, so that it is the same in every run.
  var hash: UInt32

  enum Op: UInt8 {
    /// `a` and `b` are the halves of a word.
    case integer
    /// `a` over `b`, both of 32 bits.
    case fraction
    /// `a` counts exact numbers too large for a node.
    case large
    /// `a` and `b` are the halves of a double.
    case decimal
    case constant
    /// `a` counts symbols.
    case symbol
    /// The number `a` times `b`.
    case scaled
    /// `b` operands from `a` on, as in the next one.
    case sum
    case product
    /// `a` to the power `b`.
    case power
    /// Elementary function `detail` of `a`.
    case function
    case maximum
    case minimum
    /// Three operands: the second where the first is above 0, else the third.
    case choice
    /// The first "operand" is the number of a ``FunctionHead``, the others are the arguments.
    case applied
    /// The derivative of `a` by `b`, not carried out.
    case derivative
  }
}

/// A set of symbols in 16 bits: the pool's first 14 have one each, all others share one, and the imaginary unit has one.
struct SymbolMask: OptionSet, Sendable {
  let rawValue: UInt16

  static let none = SymbolMask([])
  static let others = SymbolMask(rawValue: 1 << 14)
  static let imaginary = SymbolMask(rawValue: 1 << 15)

  static func symbol(_ index: Int) -> SymbolMask { index < 14 ? SymbolMask(rawValue: 1 << index) : others }
}

/// The named numbers.
enum Constant: UInt8, CaseIterable {
  case pi, e, i, infinity

  var name: String {
    switch self {
    case .pi: "pi"
    case .e: "e"
    case .i: "i"
    case .infinity: "infinity"
    }
  }
}

/// A symbol's name and what is known of it; every symbol stands for a real number.
struct SymbolRecord: Hashable, Sendable {
  let name: String
  let assumptions: Assumptions

  /// Stands for a part of an expression while that is treated as a symbol; no reader can make one of this name.
  static let placeholder = SymbolRecord(name: "•", assumptions: [])
}

/// An unknown function, or one of its derivatives.
struct FunctionHead: Hashable, Sendable {
  let name: String
  /// How often it is differentiated by each argument; empty for the function itself.
  var orders: [Int] = []
}

/// One expression where a margin is above 0, another elsewhere.
struct Choice {
  let margin: Handle
  let value: Handle
  let otherwise: Handle

  var parts: [Handle] { [margin, value, otherwise] }
}

typealias Operands = UnsafeBufferPointer<Handle>

/// A node as algorithms see it.
enum Form {
  case number(Numeric)
  case constant(Constant)
  case symbol(SymbolRecord)
  /// A number other than 0 and 1 times something that is no number and has none as a factor.
  case scaled(Handle, Handle)
  /// At least two terms: no sums, no two alike, at most one number.
  case sum(Operands)
  /// At least two factors: no numbers, no products, no two alike.
  case product(Operands)
  case power(Handle, Handle)
  case function(ElementaryFunction, Handle)
  case maximum(Handle, Handle)
  case minimum(Handle, Handle)
  case choice(Choice)
  case applied(FunctionHead, Operands)
  case derivative(Handle, Handle)
}

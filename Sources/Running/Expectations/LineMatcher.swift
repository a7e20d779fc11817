import Tangent

/// Decides whether a line of an `output` fence holds of a line that was shown.
///
/// It does when the two are the same text; or the same but for numbers that agree (``Numeral/admits(_:)``), and then the
/// blanks between words do not count either; or when they have the same parts, separated by commas, brackets, `: ` or
/// ` = `, and parts that differ are expressions that are equal wherever both are defined.
struct LineMatcher {
  /// Comparisons by algebra that a cell may ask for: each takes up to milliseconds.
  private var comparisonsLeft = 500
  /// Longer lines are compared as text.
  private static let lengthLimit = 4096

  /// Whether the two are the same, as text or number by number; needs no algebra.
  func agrees(_ claim: String, _ shown: String) -> Bool {
    if claim == shown { return true }
    guard claim.utf8.count <= Self.lengthLimit, shown.utf8.count <= Self.lengthLimit else { return false }
    let (a, b) = (LineTokens(claim).tokens, LineTokens(shown).tokens)
    guard a.count == b.count else { return false }
    var hasOtherNumber = false
    for (a, b) in zip(a, b) {
      switch (a, b) {
      case (.number(let a), .number(let b)):
        guard a.admits(b) else { return false }
        hasOtherNumber = hasOtherNumber || a.text != b.text || a.isOpen
      case (.text, .text): if a != b { return false }
      case (.number, .text), (.text, .number): return false
      }
    }
    return hasOtherNumber
  }

  mutating func holds(_ claim: String, _ shown: String) -> Bool {
    if agrees(claim, shown) { return true }
    guard claim.utf8.count <= Self.lengthLimit, shown.utf8.count <= Self.lengthLimit else { return false }
    let (a, b) = (LineParts(claim), LineParts(shown))
    guard a.separators == b.separators else { return false }
    // What differs as text must be mathematics on both sides: told apart before any algebra is done.
    let differing = zip(a.parts, b.parts).filter { !agrees($0, $1) }
    guard !differing.isEmpty, differing.allSatisfy({ Self.mayBeExpressions($0, $1) }) else { return false }
    return differing.allSatisfy { areEqual($0, $1) }
  }

  /// Numbers alone were compared as such.
  private static func mayBeExpressions(_ a: String, _ b: String) -> Bool {
    let bytes = Array(a.utf8) + b.utf8
    return !a.isEmpty && !b.isEmpty && bytes.contains(where: \.isLetter) && !bytes.contains(UInt8(ascii: "\""))
  }

  private mutating func areEqual(_ a: String, _ b: String) -> Bool {
    guard comparisonsLeft > 0, let a = try? Expr(parsing: a), let b = try? Expr(parsing: b) else { return false }
    comparisonsLeft -= 1
    return equivalent(a, b)
  }
}

/// A line cut at what can stand between expressions: brackets, and commas, `: ` and ` = ` outside parentheses.
private struct LineParts {
  private(set) var parts: [String] = []
  private(set) var separators: [String] = []

  init(_ line: String) {
    let bytes = Array(line.utf8)
    var depth = 0
    var start = 0
    var position = 0
    while position < bytes.count {
      let separator = depth == 0 ? Self.separator(in: bytes, at: position) : nil
      if let separator {
        cut(bytes[start..<position])
        separators.append(separator.trimmingBlanks)
        position += separator.utf8.count
        start = position
        continue
      }
      if bytes[position] == UInt8(ascii: "(") { depth += 1 }
      if bytes[position] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
      position += 1
    }
    cut(bytes[start...])
  }

  private static func separator(in bytes: [UInt8], at position: Int) -> String? {
    ["[", "]", ",", ": ", " = "].first { bytes[position...].starts(with: $0.utf8) }
  }

  private mutating func cut(_ bytes: ArraySlice<UInt8>) {
    parts.append(String(decoding: bytes, as: UTF8.self).trimmingBlanks)
  }
}

extension StringProtocol {
  var trimmingBlanks: String { drop { $0 == " " || $0 == "\t" }.trimmingTrailingBlanks }

  var trimmingTrailingBlanks: String {
    String(self[..<(lastIndex { $0 != " " && $0 != "\t" }.map(index(after:)) ?? startIndex)])
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self >= 0x80 }
}

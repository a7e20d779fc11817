import Foundation
import LessonText
import Tangent
import Testing

@testable import Running

/// What the lessons claim, against what SymPy, SciPy and PyTorch computed (`Numbers/recompute.py`).
@Suite struct NumbersTests {
  private static let recomputed = Result { try Recomputed.read() }

  /// A new claim must be recomputed, and an entry must be about one cell.
  @Test func eachClaimHasOneEntry() throws {
    let recomputed = try Self.recomputed.get()
    for (name, cells) in try Self.cellsWithClaims() where recomputed.leftOut[name] == nil {
      let claims = recomputed.claims.filter { $0.lesson == name }
      for cell in cells {
        let entries = claims.count { $0.isAbout(cell) }
        #expect(entries == 1, "\(name) has a cell with \(entries) entries in numbers.json:\n\(cell.code.text)")
      }
      for claim in claims {
        let count = cells.count { claim.isAbout($0) }
        #expect(count == 1, "\(count) cells with outputs of \(name) have the line '\(claim.cell)'")
      }
    }
  }

  @Test func claimsAgree() throws {
    let lessons = try Self.cellsWithClaims()
    let claims = try Self.recomputed.get().claims
    #expect(claims.count > 100)
    for claim in claims {
      let cells = try #require(lessons[claim.lesson], "there is no lesson '\(claim.lesson)'")
      for fence in cells.filter(claim.isAbout).compactMap(\.expectedOutput) {
        let failure = claim.failure(in: fence.lines.map(String.init))
        #expect(failure == nil, "\(claim.lesson), '\(claim.cell)'")
      }
    }
  }

  /// A fence, an entry for it, and whether the two agree.
  @Test(arguments: [
    ("x1 = 2.5, 3", #""numbers": [2.5, 3]"#, true), ("x1 = 2.5, 3", #""numbers": [2.5, 4]"#, false),
    ("x1 = 2.5, 3", #""numbers": [2.5]"#, false), ("2.5 3", #""numbers": [null, 3]"#, true),
    ("0.113175", #""numbers": [0.11317515]"#, false),
    ("0.113175", #""numbers": [0.11317515], "tolerance": 5e-6"#, true),
    ("0.0", #""numbers": [1e-300]"#, false), ("[-0.0, 1e-09]", #""numbers": [0, 1e-9]"#, true),
    ("0.0136…", #""numbers": [0.013610225]"#, true), ("0.0136…", #""numbers": [0.0137]"#, false),
    ("is 1: true", #""numbers": [1, true]"#, true), ("is 1: false", #""numbers": [1, true]"#, false),
    ("is 1: true", #""numbers": [1, 1]"#, false), ("at 3: 6.0\nx ** 2", #""expressions": ["6", "x*x"]"#, true),
    ("at 3: 6.0\nx ** 2", #""expressions": ["6", "x*y"]"#, false),
    ("Matrix([[x, f(x, y)], [1, 0]])", #""expressions": ["x", "f(x, y)", "1", "0"]"#, true),
    ("(2 * x, 2 * y)", #""expressions": ["x + x", "y + y"]"#, true),
    ("(2 * x, 2 * y)", #""expressions": ["x + x"]"#, false),
    ("1 / x  has the derivative  -1 / x ** 2", #""expressions": ["1/x", "-1/x**2"]"#, true),
    (".infinity", #""expressions": [".infinity"]"#, true), (".infinity", #""expressions": ["-.infinity"]"#, false),
    ("the same", #""words": "both were computed""#, true), ("the same 2", #""words": "both were computed""#, false),
    ("2", #""note": "no kind""#, false),
  ]) func entries(_ fence: String, _ entry: String, _ agrees: Bool) throws {
    let json = Data(#"{"lesson": "a", "cell": "b", \#(entry)}"#.utf8)
    let claim = try JSONDecoder().decode(Recomputed.Claim.self, from: json)
    let failure = claim.failure(in: fence.components(separatedBy: "\n"))
    #expect((failure == nil) == agrees, "\(failure ?? "agrees")")
  }

  /// The cells with an `output` fence of each lesson.
  private static func cellsWithClaims() throws -> [String: [Cell]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Lessons")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }
    let lessons = try files.map { file in
      let lesson = LessonReader.read(path: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
      return (file.deletingPathExtension().lastPathComponent, lesson.cells.filter { $0.expectedOutput != nil })
    }
    return Dictionary(uniqueKeysWithValues: lessons)
  }
}

/// `Numbers/numbers.json`.
private struct Recomputed: Decodable {
  var versions: [String: String]
  /// Lessons whose claims are not recomputed, and why.
  var leftOut: [String: String]
  var claims: [Claim]

  static func read() throws -> Recomputed {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Numbers")
    return try JSONDecoder().decode(
      Recomputed.self, from: Data(contentsOf: folder.appendingPathComponent("numbers.json")))
  }

  /// What one `output` fence must say.
  struct Claim: Decodable {
    var lesson: String
    /// A line of the cell's code.
    var cell: String
    var numbers: [Value?]?
    var expressions: [String]?
    /// How a claim without numbers was made sure of.
    var words: String?
    /// How far apart numbers may be, relative to the larger one.
    var tolerance: Double?

    func isAbout(_ cell: Cell) -> Bool {
      cell.code.text.split(separator: "\n").contains { $0.trimmingBlanks == self.cell }
    }
  }

  /// A number or a truth value.
  enum Value: Decodable, Hashable {
    case number(Double)
    case truth(Bool)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      self = try (try? container.decode(Bool.self)).map(Value.truth) ?? .number(container.decode(Double.self))
    }
  }
}

// MARK: - Comparing

extension Recomputed.Claim {
  /// How the lines of a fence differ from what was recomputed; `nil` where they agree.
  func failure(in lines: [String]) -> String? {
    if let numbers { return failure(in: lines, numbers: numbers) }
    if let expressions { return failure(in: lines, expressions: expressions) }
    let shown = lines.flatMap(ShownValue.all)
    return words != nil && shown.isEmpty ? nil : "\(shown.count) values that nothing is said of"
  }

  private func failure(in lines: [String], numbers: [Recomputed.Value?]) -> String? {
    let shown = lines.flatMap(ShownValue.all)
    guard shown.count == numbers.count else { return "\(shown.count) values, but \(numbers.count) were recomputed" }
    let differing = zip(shown, numbers).first { shown, number in
      number.map { !shown.agrees(with: $0, tolerance: tolerance ?? 1e-6) } ?? false
    }
    return differing.map { "\($0), but recomputed: \($1.map { "\($0)" } ?? "nothing")" }
  }

  private func failure(in lines: [String], expressions: [String]) -> String? {
    let shown = lines.flatMap(shownExpressions)
    guard shown.count == expressions.count else {
      return "\(shown.count) expressions, but \(expressions.count) were recomputed"
    }
    let differing = zip(shown, expressions).first { shown, text in
      (try? Expr(parsing: text)).map { !equivalent(shown, $0) } ?? true
    }
    return differing.map { "\($0), but recomputed: \($1)" }
  }
}

/// A number or a truth value in a fence.
private enum ShownValue {
  case number(Numeral)
  case truth(Bool)

  static func all(in line: String) -> [ShownValue] {
    LineTokens(line).tokens.compactMap { token in
      switch token {
      case .number(let numeral): .number(numeral)
      case .text(let word): Bool(word).map(ShownValue.truth)
      }
    }
  }

  func agrees(with value: Recomputed.Value, tolerance: Double) -> Bool {
    switch (self, value) {
    case (.truth(let a), .truth(let b)): return a == b
    case (.number(let numeral), .number(let b)):
      let a = numeral.value
      // Where digits are left open, those that are shown must be right.
      let margin = numeral.isOpen ? numeral.unit ?? 1 : tolerance * max(abs(a), abs(b))
      return abs(a - b) <= margin
    case (.truth, .number), (.number, .truth): return false
    }
  }
}

/// The expressions of a line, which may stand behind a label, between words, and in brackets.
private func shownExpressions(in line: String) -> [Expr] {
  let unlabelled = line.components(separatedBy: ": ").last ?? line
  return unlabelled.components(separatedBy: "  ").flatMap { expressions(in: $0.trimmingBlanks) }
}

/// The text itself, or the elements of the list, tuple or matrix that it is.
private func expressions(in text: String) -> [Expr] {
  if let expression = try? Expr(parsing: text) { return [expression] }
  guard let open = text.firstIndex(where: { "([".contains($0) }), text.last.map({ ")]".contains($0) }) == true else {
    return []
  }
  return elements(text[text.index(after: open)...].dropLast()).flatMap { expressions(in: $0) }
}

/// A text cut at its commas outside all brackets.
private func elements(_ text: Substring) -> [String] {
  var (elements, depth) = ([""], 0)
  for character in text {
    if "([".contains(character) { depth += 1 }
    if ")]".contains(character) { depth -= 1 }
    if character == ",", depth == 0 { elements.append("") } else { elements[elements.count - 1].append(character) }
  }
  return elements.map(\.trimmingBlanks)
}

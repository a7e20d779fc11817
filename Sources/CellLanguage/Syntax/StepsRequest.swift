import Diagnostics

/// A wish to see how a cell's last value comes about: the call that the last line shows is replaced by one of the
/// function that tells the steps.
public struct StepsRequest: Sendable {
  /// A function whose steps can be told, and the one that tells them.
  public struct Teller: Sendable {
    let function: String
    let teller: String
    let argumentCount: Int
    /// Whether it takes `depth:`.
    let takesDepth: Bool

    public init(_ function: String, _ teller: String, argumentCount: Int, takesDepth: Bool = false) {
      (self.function, self.teller) = (function, teller)
      (self.argumentCount, self.takesDepth) = (argumentCount, takesDepth)
    }
  }

  private let tellers: [Teller]
  /// How many levels are shown; `nil` shows all.
  private let depth: Int?

  public init(_ tellers: [Teller], depth: Int? = nil) {
    (self.tellers, self.depth) = (tellers, depth)
  }

  /// Puts the replacement into `statements`, and gives the edits of the text that do the same.
  func apply(to statements: inout [Statement]) -> [TextEdit]? {
    guard let last = statements.last, case .expression(var shown) = last.kind,
      case .call(var callee, var arguments) = shown.kind, case .name(let name) = callee.kind,
      let teller = tellers.first(where: { $0.function == name && $0.argumentCount == arguments.count }),
      let end = arguments.last?.value.range.upper
    else { return nil }
    callee.kind = .name(teller.teller)
    var edits = [TextEdit(callee.range, teller.teller)]
    if let depth, teller.takesDepth {
      let place = SourceRange(end, end)
      arguments.append(Argument(label: "depth", value: Expression(.integer(String(depth)), at: place)))
      edits.append(TextEdit(place, ", depth: \(depth)"))
    }
    shown.kind = .call(callee, arguments)
    statements[statements.count - 1].kind = .expression(shown)
    return edits
  }

  /// The functions whose steps can be told, for messages.
  var functionNames: String {
    let names = tellers.map { "'\($0.function)'" }
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}

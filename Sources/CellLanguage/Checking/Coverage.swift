/// Which values of a type a list of patterns leaves out.
///
/// Source: L. Maranget, Warnings for pattern matching, Journal of Functional Programming 17 (2007).
struct Coverage {
  let types: TypeTable
  /// Types with many cases within each other would take time without end.
  private var steps = 0
  private static let stepLimit = 20_000

  init(types: TypeTable) {
    self.types = types
  }

  /// The values that a pattern takes, as far as that decides what is left out.
  indirect enum Space {
    case all
    /// One alternative of a type, by its number, with the spaces of its parts.
    case alternative(Int, [Space])
    /// Some of the values of a type that has no end of them.
    case some
  }

  /// One way in which values of a type can be made.
  struct Alternative {
    var name: String
    var parts: [Type.Element]
  }

  /// The alternatives of a type, or `nil` where they cannot be counted.
  func alternatives(of type: Type) -> [Alternative]? {
    switch type {
    case .bool: [Alternative(name: "true", parts: []), Alternative(name: "false", parts: [])]
    case .optional(let wrapped):
      [Alternative(name: "nil", parts: []), Alternative(name: ".some", parts: [Type.Element(nil, wrapped)])]
    case .tuple(let elements): [Alternative(name: "", parts: elements.map { Type.Element(nil, $0.type) })]
    case .nominal:
      types.nominal(type).flatMap { nominal in
        nominal.kind == .enumeration
          ? nominal.cases.map { Alternative(name: "." + $0.name, parts: $0.payload) } : nil
      }
    default: nil
    }
  }

  /// Rows of values that none of the rows of patterns takes, one for each first alternative; empty where all are
  /// taken.
  mutating func missing(_ rows: [[Space]], _ types: [Type]) -> [[String]] {
    steps += 1
    guard let type = types.first else { return rows.isEmpty ? [[]] : [] }
    guard steps < Coverage.stepLimit else { return [] }
    guard let alternatives = alternatives(of: type),
      rows.contains(where: { if case .alternative = $0[0] { true } else { false } })
    else {
      let rest = rows.compactMap { row -> [Space]? in if case .all = row[0] { Array(row.dropFirst()) } else { nil } }
      return missing(rest, Array(types.dropFirst())).map { ["_"] + $0 }
    }
    var result: [[String]] = []
    for (number, alternative) in alternatives.enumerated() {
      let inner = rows.compactMap { specialised($0, number, alternative.parts.count) }
      let left = missing(inner, alternative.parts.map(\.type) + types.dropFirst())
      result += left.map { [text(alternative, $0)] + $0.dropFirst(alternative.parts.count) }
      if result.count > 8 { break }
    }
    return result
  }

  /// What is left of a row for values of one alternative.
  private func specialised(_ row: [Space], _ number: Int, _ count: Int) -> [Space]? {
    switch row[0] {
    case .all: Array(repeating: .all, count: count) + row.dropFirst()
    case .alternative(number, let parts): parts + row.dropFirst()
    case .alternative, .some: nil
    }
  }

  private func text(_ alternative: Alternative, _ row: [String]) -> String {
    let parts = row.prefix(alternative.parts.count)
    if parts.isEmpty { return alternative.name }
    if parts.allSatisfy({ $0 == "_" }), alternative.name.hasPrefix("."), alternative.name != ".some" {
      return alternative.name
    }
    let labelled = zip(alternative.parts, parts).map { ($0.label.map { $0 + ": " } ?? "") + $1 }
    return "\(alternative.name)(\(labelled.joined(separator: ", ")))"
  }
}

extension Coverage.Space {
  init(_ pattern: Pattern, _ type: Type, _ types: TypeTable) {
    self = Coverage.Space.space(of: pattern, type, Coverage(types: types))
  }

  private static func space(of pattern: Pattern, _ type: Type, _ coverage: Coverage) -> Coverage.Space {
    switch pattern.kind {
    case .wildcard, .name: return .all
    case .binding(_, let inner): return space(of: inner, type, coverage)
    case .tuple(let parts):
      guard case .tuple(let elements) = type, elements.count == parts.count else { return .some }
      return .alternative(0, zip(parts, elements).map { space(of: $0.pattern, $1.type, coverage) })
    case .some(let inner):
      guard case .optional(let wrapped) = type else { return .some }
      return .alternative(1, [space(of: inner, wrapped, coverage)])
    case .bounded, .cast: return .some
    case .value(let value): return space(of: value, type)
    case .member(_, let name, let payload): return member(name, payload?.map(\.pattern), type, coverage)
    }
  }

  private static func space(of value: Expression, _ type: Type) -> Coverage.Space {
    switch (value.kind, type) {
    case (.boolean(let truth), .bool): .alternative(truth ? 0 : 1, [])
    case (.nilLiteral, .optional): .alternative(0, [])
    default: .some
    }
  }

  private static func member(
    _ name: String, _ payload: [Pattern]?, _ type: Type, _ coverage: Coverage
  ) -> Coverage.Space {
    if case .optional(let wrapped) = type {
      switch name {
      case "none" where payload == nil: return .alternative(0, [])
      case "some": return .alternative(1, [payload?.first.map { space(of: $0, wrapped, coverage) } ?? .all])
      default: return .alternative(1, [member(name, payload, wrapped, coverage)])
      }
    }
    guard let alternatives = coverage.alternatives(of: type),
      let number = alternatives.firstIndex(where: { $0.name == "." + name })
    else { return .some }
    let parts = alternatives[number].parts
    guard var given = payload else { return .alternative(number, parts.map { _ in .all }) }
    if given.count == 1, parts.count > 1, case .tuple(let inner) = given[0].kind { given = inner.map(\.pattern) }
    guard given.count == parts.count else { return .alternative(number, parts.map { _ in .all }) }
    return .alternative(number, zip(given, parts).map { space(of: $0, $1.type, coverage) })
  }
}

/// The classes by which TeX spaces a row (The TeXbook, chapter 18): those of signs, and `inner` for fractions and
/// delimited groups.
enum AtomClass: Int, Sendable {
  case ordinary, largeOperator, binary, relation, opening, closing, punctuation, inner

  init(_ spacing: MathLayout.SpacingClass) {
    switch spacing {
    case .ordinary: self = .ordinary
    case .largeOperator: self = .largeOperator
    case .binary: self = .binary
    case .relation: self = .relation
    case .opening: self = .opening
    case .closing: self = .closing
    case .punctuation: self = .punctuation
    }
  }

  /// True where a binary sign after this one is a sign of its operand: `(-x`, `= -x`.
  fileprivate var makesNextUnary: Bool {
    switch self {
    case .binary, .largeOperator, .relation, .opening, .punctuation: true
    case .ordinary, .closing, .inner: false
    }
  }

  fileprivate var makesPreviousUnary: Bool { self == .relation || self == .closing || self == .punctuation }
}

/// The space between two atoms, in `mu`.
enum AtomSpacing {
  static let thin = 3
  static let medium = 4
  static let thick = 5

  /// A digit is the space of chapter 18's table: 1 thin, 2 medium, 3 thick; a letter the same but none in scripts.
  private static let table: [[UInt8]] = [
    "01bc000a", "110c000a", "bb00b00b", "cc00c00c", "00000000", "01bc000a", "aa0aaaaa", "a1bca0aa",
  ].map { Array($0.utf8) }

  static func gap(_ left: AtomClass, _ right: AtomClass, inScript: Bool) -> Int {
    let entry = table[left.rawValue][right.rawValue]
    switch entry {
    case UInt8(ascii: "1"): return thin
    case UInt8(ascii: "a"): return inScript ? 0 : thin
    case UInt8(ascii: "b"): return inScript ? 0 : medium
    case UInt8(ascii: "c"): return inScript ? 0 : thick
    default: return 0
    }
  }

  /// The class of every box of a row, with binary signs that have no two operands made ordinary; `nil` for spaces.
  ///
  /// `before` and `after` are the classes of the neighbours of the row, where it is part of a longer one.
  static func classes(of items: [MathLayout], before: AtomClass? = nil, after: AtomClass? = nil) -> [AtomEdges?] {
    var classes = items.map(\.atomEdges)
    var previous = before
    var pending: Int?
    for index in classes.indices {
      guard let current = classes[index] else { continue }
      if let sign = pending, current.leading.makesPreviousUnary { classes[sign] = AtomEdges(.ordinary) }
      pending = nil
      if current.trailing == .binary && current.leading == .binary {
        if previous.map(\.makesNextUnary) ?? true { classes[index] = AtomEdges(.ordinary) } else { pending = index }
      }
      previous = classes[index]?.trailing
    }
    if let sign = pending, after.map(\.makesPreviousUnary) ?? true { classes[sign] = AtomEdges(.ordinary) }
    return classes
  }
}

/// The classes that the left and the right neighbour of a box see: they differ where a change of style or colour holds
/// a row that is spaced as part of the outer one.
struct AtomEdges {
  var leading: AtomClass
  var trailing: AtomClass

  init(_ both: AtomClass) { (leading, trailing) = (both, both) }

  init(_ leading: AtomClass, _ trailing: AtomClass) { (self.leading, self.trailing) = (leading, trailing) }
}

extension MathLayout {
  /// How the box is spaced in a row; `nil` for boxes that spacing looks through.
  var atomClass: AtomClass? {
    switch self {
    case .row, .number, .text, .root, .accent, .table, .source: .ordinary
    case .identifier(let name, let alphabet):
      alphabet == .upright && FunctionNames.all.contains(name) ? .largeOperator : .ordinary
    case .symbol(_, let spacing), .sized(_, _, let spacing): AtomClass(spacing)
    case .fraction, .fenced: .inner
    case .scripts(let base, _, _): base.atomClass ?? .ordinary
    case .stacked(let base, _, _): base.atomClass ?? .ordinary
    case .space: nil
    case .styled(let style, let content): style.atomClass(of: content)
    }
  }
}

extension MathLayout {
  fileprivate var atomEdges: AtomEdges? {
    guard case .styled(let style, .row(let items)) = self, style.isTransparent else {
      return atomClass.map { AtomEdges($0) }
    }
    let edges = items.compactMap(\.atomEdges)
    guard let first = edges.first, let last = edges.last else { return nil }
    return AtomEdges(first.leading, last.trailing)
  }
}

extension MathLayout.Style {
  /// True for changes of style, whose content is spaced with its neighbours.
  var isTransparent: Bool {
    switch self {
    case .display, .text, .script, .color: true
    case .boxed, .cancelled, .phantom, .strut, .smashed, .atom: false
    }
  }

  fileprivate func atomClass(of content: MathLayout) -> AtomClass? {
    switch self {
    case .atom(let spacing): AtomClass(spacing)
    case .display, .text, .script, .color, .cancelled, .smashed: content.loneClass
    case .boxed, .phantom, .strut: .ordinary
    }
  }
}

extension MathLayout {
  /// The class of the box, or of the only box of a row.
  fileprivate var loneClass: AtomClass? {
    if case .row(let items) = self, items.count == 1 { items[0].atomClass } else { atomClass }
  }
}

extension MathLayout {
  /// True for a plus or minus that belongs to its operand.
  func isUnarySign(_ edges: AtomEdges?) -> Bool {
    guard case .symbol(let sign, .binary) = self else { return false }
    return edges?.trailing == .ordinary && OperatorDictionary.dependsOnForm(sign)
  }
}

/// Where a reader of MathML stands: the open elements, and whether what they hold is set at the size of scripts.
struct ElementPath {
  enum Kind { case identifier, operation, words, squareRoot, root, scripts, fraction, table, other }

  private struct Level {
    var kind = Kind.other
    var isInScript = false
    var isDisplay = false
    /// Elements that began within it.
    var children = 0
  }

  private var levels: [Level] = []
  /// Whether a table or an element with a class began so far.
  private(set) var needsStyles = false

  /// The innermost element.
  var kind: Kind { levels.last?.kind ?? .other }
  var isInScript: Bool { levels.last?.isInScript ?? false }

  /// - Parameter tag: what stands between `<` and `>`.
  mutating func pass(_ tag: Slice<UnsafeBufferPointer<UInt8>>) {
    if tag.first == UInt8(ascii: "/") {
      _ = levels.popLast()
    } else {
      let level = level(of: tag)
      if level.kind == .table || tag.holds("class=\"") { needsStyles = true }
      if !levels.isEmpty { levels[levels.count - 1].children += 1 }
      if tag.last != UInt8(ascii: "/") { levels.append(level) }
    }
  }

  /// MathML Core 3.3: what follows the base of scripts is smaller, and so are the parts of a fraction within a line.
  private func level(of tag: Slice<UnsafeBufferPointer<UInt8>>) -> Level {
    let outer = levels.last ?? Level()
    var level = Level(kind: Self.kind(of: tag), isInScript: outer.isInScript, isDisplay: outer.isDisplay)
    switch outer.kind {
    case .scripts, .root:
      if outer.children > 0 { (level.isInScript, level.isDisplay) = (true, false) }
    case .fraction:
      if !outer.isDisplay { level.isInScript = true }
      level.isDisplay = false
    case .identifier, .operation, .words, .squareRoot, .table, .other: break
    }
    if level.kind == .table { level.isDisplay = false }
    if tag.holds("displaystyle=\"true\"") || tag.holds("display=\"block\"") { level.isDisplay = true }
    if tag.holds("scriptlevel=\"0\"") { level.isInScript = false }
    if tag.holds("scriptlevel=\"1\"") { level.isInScript = true }
    return level
  }

  private static func kind(of tag: Slice<UnsafeBufferPointer<UInt8>>) -> Kind {
    let name = tag.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") }
    // A letter that is to stay upright carries an attribute.
    if name.elementsEqual("mi".utf8) { return tag.count == 2 ? .identifier : .other }
    if name.elementsEqual("mo".utf8) {
      return tag.holds("stretchy=\"false\"") && !tag.holds("size=\"") ? .other : .operation
    }
    return kinds.first { name.elementsEqual($0.name.utf8) }?.kind ?? .other
  }

  private static let kinds: [(name: String, kind: Kind)] = [
    ("msub", .scripts), ("msup", .scripts), ("msubsup", .scripts), ("munder", .scripts), ("mover", .scripts),
    ("munderover", .scripts), ("mmultiscripts", .scripts), ("mroot", .root), ("msqrt", .squareRoot),
    ("mfrac", .fraction),
    ("mtable", .table), ("mtext", .words), ("annotation", .words), ("annotation-xml", .words),
  ]
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate func holds(_ attribute: StaticString) -> Bool {
    // Nearly all tags are shorter than any attribute.
    guard count > attribute.utf8CodeUnitCount else { return false }
    return attribute.withUTF8Buffer { attribute in
      indices.contains { self[$0] == attribute[0] && self[$0...].starts(with: attribute) }
    }
  }
}

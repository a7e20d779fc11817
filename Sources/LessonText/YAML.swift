import Diagnostics
import Yams

/// A piece of YAML with its place in the lesson file.
struct YAMLNode {
  enum Value {
    /// `isPlain` is false for text in quotes, which is never a number or a truth value.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  var value: Value
  var range: SourceRange

  /// The text of a scalar; `nil` for nothing (`key:`, `~`, `null`) and for collections.
  var string: String? {
    guard case .scalar(let text, let isPlain) = value else { return nil }
    return isPlain && ["", "~", "null"].contains(text) ? nil : text
  }

  var bool: Bool? {
    switch plain {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  var int: Int? { plain.flatMap { Int($0) } }
  var double: Double? { plain.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }

  private var plain: String? {
    guard case .scalar(let text, true) = value else { return nil }
    return text
  }
}

/// Why a text is not YAML, and where.
struct YAMLProblem: Error {
  var message: String
  var range: SourceRange
}

/// Reads YAML of which every line has its place in the lesson file. The only place that uses Yams.
struct YAMLReader {
  private let code: CellCode
  private var nodesLeft = Limits.yamlNodes

  /// The mapping that `code` holds, empty for no text.
  static func mapping(in code: CellCode) throws(YAMLProblem) -> [(key: YAMLNode, value: YAMLNode)] {
    var reader = YAMLReader(code: code)
    try reader.checkSize()
    guard let root = try reader.compose() else { return [] }
    let node = try reader.convert(root)
    switch node.value {
    case .mapping(let entries): return entries
    case .scalar("", isPlain: true): return []
    case .scalar, .sequence:
      throw YAMLProblem(message: "Here belong lines of the form 'key: value'.", range: node.range)
    }
  }

  private init(code: CellCode) { self.code = code }

  private func checkSize() throws(YAMLProblem) {
    let whole = code.fileRange(of: SourceRange(0, code.text.utf8.count))
    guard code.text.utf8.count <= Limits.yamlBytes else {
      throw YAMLProblem(message: "There are more than \(Limits.yamlBytes >> 10) KB of YAML.", range: whole)
    }
    // The YAML parser goes down one call for each level.
    let openers = code.text.utf8.count { "[{-?:".utf8.contains($0) }
    guard openers > Limits.yamlNesting * 20, deepestFlow > Limits.yamlNesting || deepestIndentation > Limits.yamlNesting
    else {
      return
    }
    throw YAMLProblem(message: "YAML nests at most \(Limits.yamlNesting) deep here.", range: whole)
  }

  private var deepestFlow: Int {
    var depth = 0
    var deepest = 0
    for byte in code.text.utf8 {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  private var deepestIndentation: Int {
    code.text.utf8.split(separator: UInt8(ascii: "\n"))
      .map { line in line.prefix { " -?:".utf8.contains($0) }.count / 2 }.max() ?? 0
  }

  private func compose() throws(YAMLProblem) -> Node? {
    do {
      // The basic resolver compiles no regular expressions.
      return try Yams.compose(yaml: code.text, .basic)
    } catch let error as YamlError {
      throw problem(of: error)
    } catch {
      throw YAMLProblem(message: "This is not YAML.", range: range(nil, length: 0))
    }
  }

  private func problem(of error: YamlError) -> YAMLProblem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      YAMLProblem(message: "This is not YAML: \(problem).", range: range(mark, length: 1))
    case .duplicatedKeysInMapping(let duplicates, let context):
      YAMLProblem(message: "The key '\(duplicates.first ?? "")' is given twice.", range: range(context.mark, length: 1))
    case .reader(let problem, let offset, _, _):
      YAMLProblem(
        message: "This is not YAML: \(problem).", range: code.fileRange(of: SourceRange(offset ?? 0, (offset ?? 0) + 1))
      )
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      YAMLProblem(message: "This is not YAML.", range: range(nil, length: 0))
    }
  }

  private mutating func convert(_ node: Node, depth: Int = 0) throws(YAMLProblem) -> YAMLNode {
    nodesLeft -= 1
    guard nodesLeft > 0, depth <= Limits.yamlNesting else {
      throw YAMLProblem(message: "There is more YAML than a lesson may have here.", range: range(node.mark, length: 1))
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      let length = isPlain ? scalar.string.utf8.count : 1
      return YAMLNode(value: .scalar(scalar.string, isPlain: isPlain), range: range(node.mark, length: length))
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return YAMLNode(value: .sequence(items), range: range(node.mark, length: 1))
    case .mapping(let mapping):
      var entries: [(key: YAMLNode, value: YAMLNode)] = []
      for (key, value) in mapping {
        entries.append((try convert(key, depth: depth + 1), try convert(value, depth: depth + 1)))
      }
      return YAMLNode(value: .mapping(entries), range: range(node.mark, length: 1))
    case .alias:
      throw YAMLProblem(
        message: "An alias stands here for a value that is not there.", range: range(node.mark, length: 1))
    }
  }

  /// The place of a mark, whose columns count Unicode scalars.
  private func range(_ mark: Mark?, length: Int) -> SourceRange {
    guard let mark, !code.lines.isEmpty else { return code.fileRange(of: SourceRange(0, length)) }
    let line = code.lines[min(max(mark.line, 1), code.lines.count) - 1]
    let utf8 = code.text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: min(line.offset, utf8.count))
    let offset =
      line.offset + code.text[start...].unicodeScalars.prefix(mark.column - 1).reduce(0) { $0 + UTF8.width($1) }
    let place = code.fileOffset(of: min(offset, utf8.count))
    return SourceRange(place, place + length)
  }
}

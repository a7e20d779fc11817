import CYAML
import Diagnostics

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

  /// Where the text of a scalar stands, without its quotes.
  var textRange: SourceRange {
    guard case .scalar(let text, let isPlain) = value else { return range }
    let start = range.lower + (isPlain ? 0 : 1)
    return SourceRange(start, start + text.utf8.count)
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

/// Reads YAML of which every line has its place in the lesson file. The only file that uses libyaml.
///
/// libyaml's own events, not a library on top of it: those need all of Foundation, which costs every run its start.
struct YAMLReader {
  private let code: CellCode
  private var nodesLeft = Limits.yamlNodes

  /// The mapping that `code` holds, empty for no text.
  static func mapping(in code: CellCode) throws(YAMLProblem) -> [(key: YAMLNode, value: YAMLNode)] {
    var reader = YAMLReader(code: code)
    try reader.checkSize()
    guard let node = try reader.compose() else { return [] }
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

  /// The document's root, or `nil` for no text.
  private mutating func compose() throws(YAMLProblem) -> YAMLNode? {
    var text = code.text
    // The parser reads from the text's own bytes, which stay in place until the closure ends.
    let result = text.withUTF8 { bytes in
      YAMLEvents.read(bytes) { events in
        Result { () throws(YAMLProblem) in try self.document(events) }
      }
    }
    return try result.get()
  }

  private mutating func document(_ events: YAMLEvents) throws(YAMLProblem) -> YAMLNode? {
    while true {
      let event = try next(events)
      switch event.kind {
      case .start: continue
      case .end: return nil
      case .scalar, .sequenceStart, .mappingStart, .collectionEnd, .alias: return try node(event, events, depth: 0)
      }
    }
  }

  private func next(_ events: YAMLEvents) throws(YAMLProblem) -> YAMLEvents.Event {
    switch events.next() {
    case .success(let event): return event
    case .failure(let problem):
      throw YAMLProblem(message: "This is not YAML: \(problem.message).", range: range(problem.place, length: 1))
    }
  }

  private mutating func node(
    _ event: YAMLEvents.Event, _ events: YAMLEvents, depth: Int
  ) throws(YAMLProblem) -> YAMLNode {
    nodesLeft -= 1
    guard nodesLeft > 0, depth <= Limits.yamlNesting else {
      throw YAMLProblem(
        message: "There is more YAML than a lesson may have here.", range: range(event.place, length: 1))
    }
    switch event.kind {
    case .scalar(let text, let isPlain):
      let length = isPlain ? text.utf8.count : 1
      return YAMLNode(value: .scalar(text, isPlain: isPlain), range: range(event.place, length: length))
    case .sequenceStart: return try sequence(event, events, depth)
    case .mappingStart: return try mapping(event, events, depth)
    case .alias:
      throw YAMLProblem(
        message: "Aliases are not read here; write the value again.", range: range(event.place, length: 1))
    case .start, .end, .collectionEnd:
      throw YAMLProblem(message: "This is not YAML.", range: range(event.place, length: 1))
    }
  }

  private mutating func sequence(
    _ start: YAMLEvents.Event, _ events: YAMLEvents, _ depth: Int
  ) throws(YAMLProblem) -> YAMLNode {
    var items: [YAMLNode] = []
    while true {
      let event = try next(events)
      if case .collectionEnd = event.kind {
        return YAMLNode(value: .sequence(items), range: range(start.place, length: 1))
      }
      items.append(try node(event, events, depth: depth + 1))
    }
  }

  private mutating func mapping(
    _ start: YAMLEvents.Event, _ events: YAMLEvents, _ depth: Int
  ) throws(YAMLProblem) -> YAMLNode {
    var entries: [(key: YAMLNode, value: YAMLNode)] = []
    var names: Set<String> = []
    while true {
      let event = try next(events)
      if case .collectionEnd = event.kind {
        return YAMLNode(value: .mapping(entries), range: range(start.place, length: 1))
      }
      let key = try node(event, events, depth: depth + 1)
      if let name = key.string, !names.insert(name).inserted {
        throw YAMLProblem(message: "The key '\(name)' is given twice.", range: range(event.place, length: 1))
      }
      entries.append((key, try node(try next(events), events, depth: depth + 1)))
    }
  }

  /// The place of a mark, whose columns count Unicode scalars.
  private func range(_ mark: YAMLEvents.Place, length: Int) -> SourceRange {
    guard !code.lines.isEmpty else { return code.fileRange(of: SourceRange(0, length)) }
    let line = code.lines[min(mark.line, code.lines.count - 1)]
    let utf8 = code.text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: min(line.offset, utf8.count))
    let offset =
      line.offset + code.text[start...].unicodeScalars.prefix(mark.column).reduce(0) { $0 + UTF8.width($1) }
    let place = code.fileOffset(of: min(offset, utf8.count))
    return SourceRange(place, place + length)
  }
}

/// libyaml's parser as a stream of events.
private final class YAMLEvents {
  /// Lines and columns from 0; columns count Unicode scalars.
  struct Place {
    var line: Int
    var column: Int

    init(_ mark: yaml_mark_t) {
      line = Int(mark.line)
      column = Int(mark.column)
    }
  }

  struct Event {
    enum Kind {
      /// The start of the stream or of a document.
      case start
      case end
      case scalar(String, isPlain: Bool)
      case sequenceStart, mappingStart, collectionEnd
      case alias
    }

    var kind: Kind
    var place: Place
  }

  struct Problem: Error {
    var message: String
    var place: Place
  }

  private var parser = yaml_parser_t()

  private init() {}

  /// Calls `body` with the events of `bytes`.
  static func read<R>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (YAMLEvents) -> R) -> R {
    let events = YAMLEvents()
    yaml_parser_initialize(&events.parser)
    defer { yaml_parser_delete(&events.parser) }
    yaml_parser_set_input_string(&events.parser, bytes.baseAddress, bytes.count)
    return body(events)
  }

  func next() -> Result<Event, Problem> {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      let message = parser.problem.map { String(cString: $0) } ?? "the parser gave up"
      let isScanner = parser.error == YAML_SCANNER_ERROR || parser.error == YAML_PARSER_ERROR
      return .failure(Problem(message: message, place: Place(isScanner ? parser.problem_mark : parser.mark)))
    }
    defer { yaml_event_delete(&event) }
    return .success(Event(kind: kind(of: event), place: Place(event.start_mark)))
  }

  private func kind(of event: yaml_event_t) -> Event.Kind {
    switch event.type {
    case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT: .start
    case YAML_SCALAR_EVENT: scalar(event)
    case YAML_SEQUENCE_START_EVENT: .sequenceStart
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .collectionEnd
    case YAML_ALIAS_EVENT: .alias
    default: .end
    }
  }

  private func scalar(_ event: yaml_event_t) -> Event.Kind {
    let data = event.data.scalar
    let text = String(decoding: UnsafeBufferPointer(start: data.value, count: Int(data.length)), as: UTF8.self)
    return .scalar(text, isPlain: data.style == YAML_PLAIN_SCALAR_STYLE)
  }
}

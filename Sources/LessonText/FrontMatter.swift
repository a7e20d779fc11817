import Diagnostics
import Typesetting

/// One key of the front matter.
struct FrontMatterKey {
  let name: String
  /// What the key's value says, for people.
  let sentence: String
  /// Takes the value over; gives what was expected instead when it has another form.
  let apply: @Sendable (inout Metadata, YAMLNode) -> String?

  static let all: [FrontMatterKey] =
    own
    + LimitKey.all.map { key in
      FrontMatterKey(name: key.name, sentence: key.sentence) { key.set(&$0.limits, to: $1) }
    }

  private static let own: [FrontMatterKey] = [
    text("title", "The lesson's title.", \.title),
    FrontMatterKey(name: "author", sentence: "Who wrote it: a name or a list of names.") {
      $0.author.take(strings($1))
    },
    text("date", "When it was written, as it shall be shown.", \.date),
    text("description", "One sentence about the lesson.", \.description),
    text("lang", "The language of the prose, as in 'en' or 'pt-BR'.", \.lang),
    FrontMatterKey(name: "seed", sentence: "The number that random generators start from.") {
      guard let seed = $1.int else { return "a whole number" }
      $0.seed = seed
      return nil
    },
    FrontMatterKey(name: "params", sentence: "Names with values that the command line may change.") {
      $0.params.take(parameters($1), else: "names of Swift variables with values")
    },
    FrontMatterKey(name: "macros", sentence: "Abbreviations for formulas: names with the TeX that they stand for.") {
      $0.macros.take(macros($1), else: "names of TeX commands with TeX in quotes")
    },
    FrontMatterKey(name: "requires", sentence: "The lessons that this one builds on.") {
      $0.requires.take(requirements($1), else: "the name of a lesson or a list of such names")
    },
  ]

  private static func text(
    _ name: String, _ sentence: String, _ property: WritableKeyPath<Metadata, String?> & Sendable
  ) -> FrontMatterKey {
    FrontMatterKey(name: name, sentence: sentence) { metadata, node in
      guard let text = node.string else { return "text" }
      metadata[keyPath: property] = text
      return nil
    }
  }

  private static func strings(_ node: YAMLNode) -> [String]? { texts(node)?.map(\.text) }

  private static func requirements(_ node: YAMLNode) -> [Metadata.Requirement]? {
    texts(node)?.map { Metadata.Requirement(name: $0.text, range: $0.range) }
  }

  private static func texts(_ node: YAMLNode) -> [(text: String, range: SourceRange)]? {
    switch node.value {
    case .scalar: return node.string.map { [($0, node.textRange)] }
    case .sequence(let items):
      let texts = items.compactMap { item in item.string.map { ($0, item.textRange) } }
      return texts.count == items.count ? texts : nil
    case .mapping: return nil
    }
  }

  private static func parameters(_ node: YAMLNode) -> [Metadata.Parameter]? {
    guard case .mapping(let entries) = node.value else { return nil }
    var parameters: [Metadata.Parameter] = []
    for (key, value) in entries {
      guard let name = key.string, name.isSwiftName, let literal = swiftLiteral(value) else { return nil }
      parameters.append(Metadata.Parameter(name: name, literal: literal, range: key.range))
    }
    return parameters
  }

  private static func macros(_ node: YAMLNode) -> [Metadata.Macro]? {
    guard case .mapping(let entries) = node.value else { return nil }
    var known = TeXMacros()
    var macros: [Metadata.Macro] = []
    for (key, value) in entries {
      guard let name = key.string, let tex = value.string, known.define(name, as: tex) else { return nil }
      macros.append(Metadata.Macro(name: name, tex: tex))
    }
    return macros
  }

  private static func swiftLiteral(_ node: YAMLNode) -> String? {
    switch node.value {
    case .mapping: return nil
    case .sequence(let items):
      let literals = items.compactMap(swiftLiteral)
      return literals.count == items.count ? "[\(literals.joined(separator: ", "))]" : nil
    case .scalar:
      if let bool = node.bool { return "\(bool)" }
      if let int = node.int { return "\(int)" }
      if let double = node.double { return "\(double)" }
      return node.string.map(\.swiftLiteral)
    }
  }
}

extension Array {
  /// Takes `values` over, or says what was expected.
  fileprivate mutating func take(_ values: [Element]?, else expected: String = "text or a list of texts") -> String? {
    guard let values else { return expected }
    self = values
    return nil
  }
}

extension String {
  fileprivate var isSwiftName: Bool {
    utf8.allSatisfy { $0.isLabelPart && $0 != UInt8(ascii: "-") } && utf8.first.map { !$0.isDigit } ?? false
  }

  fileprivate var swiftLiteral: String {
    var literal = "\""
    for scalar in unicodeScalars { literal += scalar.escaped(asASCII: false) }
    return literal + "\""
  }
}

extension LessonBuilder {
  /// Reads the YAML between the `---` lines at the head of the file, if there is any.
  func readFrontMatter() {
    guard file.text(ofLine: 1).trimmedEnd == "---", !isBlank(line: 2) else { return }
    let closing = (2...max(2, file.lineCount)).first { ["---", "..."].contains(file.text(ofLine: $0).trimmedEnd) }
    guard let closing else {
      let opener = SourceRange(0, 3)
      if file.text(ofLine: 2).contains(": ") {
        report(.frontMatter, "This front matter has no closing '---'.", at: opener)
      }
      return
    }
    linesBefore = closing
    do throws(YAMLProblem) {
      apply(try YAMLReader.mapping(in: code(ofLines: 2..<closing)))
    } catch {
      report(.frontMatter, error.message, at: error.range)
    }
  }

  private func isBlank(line: Int) -> Bool { file.trimmedEnd(ofLine: line) == file.offset(ofLine: line) }

  private func code(ofLines lines: Range<Int>) -> CellCode {
    var code = CellCode(text: "", lines: [])
    for line in lines { code.append(line: file.text(ofLine: line), at: file.offset(ofLine: line)) }
    return code
  }

  private func apply(_ entries: [(key: YAMLNode, value: YAMLNode)]) {
    for (key, value) in entries {
      let name = key.string ?? ""
      guard let known = FrontMatterKey.all.first(where: { $0.name == name }) else {
        let closest = closestMatch(to: name, in: FrontMatterKey.all.map(\.name))
        report(
          .warning, .unknownKey, "Front matter has no key '\(name)'.", at: key.range,
          fixIts: didYouMean(closest, at: key.textRange))
        continue
      }
      if let expected = known.apply(&lesson.metadata, value) {
        report(.frontMatter, "The value of '\(name)' must be \(expected).", at: value.range)
      }
    }
    for macro in lesson.metadata.macros { _ = macros.define(macro.name, as: macro.tex) }
  }
}

extension CellCode {
  mutating func append(line: String, at fileOffset: Int) {
    lines.append(Line(offset: text.utf8.count, fileOffset: fileOffset))
    text += line + "\n"
  }
}

extension String {
  var trimmedEnd: Substring {
    var end = utf8.endIndex
    while end > utf8.startIndex && utf8[utf8.index(before: end)].isSpace { end = utf8.index(before: end) }
    return self[..<end]
  }
}

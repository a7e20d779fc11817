import Diagnostics

/// A notebook as a lesson: its text as it is, its code shown and not run, what it recorded below the code, its pictures as
/// files beside the lesson.
public struct NotebookImport: Sendable {
  public struct Picture: Sendable {
    /// From the lesson's folder.
    public var path: String
    public var bytes: [UInt8]
  }

  public private(set) var markdown = ""
  public private(set) var pictures: [Picture] = []
  /// What was left out or looks damaged, in sentences.
  public private(set) var notes: [String] = []
  public private(set) var textCount = 0
  public private(set) var codeCount = 0
  /// The folder of the pictures.
  private let folder: String

  /// - Parameters:
  ///   - name: the lesson's name without its ending, which the folder of its pictures is called after.
  ///   - repairs: whether text that was UTF-8 and was read as something else becomes what it was.
  /// - Throws: ``DiagnosticCode/notebook``.
  public init(_ bytes: [UInt8], name: String, repairs: Bool) throws(Fault) {
    folder = name + "-files"
    let text = UTF8Repair.repair(bytes)
    if let fault = text.fault { notes.append(fault.message) }
    let notebook = try Notebook(text.utf8)
    for (index, cell) in notebook.cells.enumerated() { add(cell, number: index + 1) }
    if markdown.isEmpty { notes.append("The notebook has no cells with text in them.") }
    mend(repairs)
    giveTitle(name)
  }

  private mutating func mend(_ repairs: Bool) {
    let misread = MisreadText(markdown)
    guard let (read, meant) = misread.example else { return }
    let places = misread.count == 1 ? "One place" : "\(misread.count) places"
    let what = "\(places), '\(read)' for '\(meant)' the first"
    if repairs {
      markdown = misread.repaired
      notes.append("\(what), had been read in a wrong encoding; mended.")
    } else {
      notes.append("\(what), look like UTF-8 that was read in another encoding; --repair mends them.")
    }
  }

  /// A lesson whose text has no title of its own, or would begin as front matter does, gets one.
  private mutating func giveTitle(_ name: String) {
    let isHeaded = markdown.hasPrefix("# ") || markdown.contains("\n# ")
    if isHeaded && !markdown.hasPrefix("---") { return }
    markdown = "---\ntitle: \(LessonSkeleton.scalar(name))\n---\n\n" + markdown
  }

  // MARK: Cells

  private mutating func add(_ cell: Notebook.Cell, number: Int) {
    switch cell.kind {
    case .markdown:
      textCount += 1
      append(Self.withoutCells(linked(cell, number)))
    case .raw: append(fence("text", cell.source))
    case .code(let language):
      guard !cell.source.allSatisfy(\.isWhitespace) || !cell.outputs.isEmpty else { return }
      codeCount += 1
      append(fence(language == "swift" ? "swift static" : Self.word(language), cell.source))
      for output in Self.joined(cell.outputs) { add(output, number: number) }
    }
  }

  private mutating func append(_ text: String) {
    let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " || $0 == "\t" } }
    guard let first = lines.firstIndex(where: { !isBlank($0) }), let last = lines.lastIndex(where: { !isBlank($0) })
    else {
      return
    }
    if !markdown.isEmpty { markdown += "\n" }
    markdown += lines[first...last].joined(separator: "\n") + "\n"
  }

  /// A fence longer than any in the text.
  private func fence(_ info: String, _ text: String) -> String {
    let lines: [Substring] = text.split(separator: "\n")
    let longest = lines.map { line in line.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
    let ticks = String(repeating: "`", count: max(3, longest + 1))
    let body = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
    return "\(ticks)\(info)\n\(body)\(ticks)"
  }

  /// The first word of a language's name, which a fence can have.
  private static func word(_ language: String) -> String {
    let word = language.prefix { $0.isLetter || $0.isNumber || "+-#_.".contains($0) }
    return word.isEmpty ? "text" : String(word)
  }

  /// Swift in the text of a notebook was never run, and is not now.
  private static func withoutCells(_ text: String) -> String {
    let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    let mended = lines.map { line -> String in
      let content = line.drop { $0 == " " || $0 == ">" }
      let info = content.drop { $0 == "`" || $0 == "~" }
      guard content.count - info.count >= 3, ["swift", "{swift}"].contains(info) else {
        return String(line)
      }
      return line.dropLast(info.count) + "swift static"
    }
    return mended.joined(separator: "\n")
  }

  // MARK: Pictures

  /// The text of a cell with its attachments as files.
  private mutating func linked(_ cell: Notebook.Cell, _ number: Int) -> String {
    var parts = Self.parts(of: cell.source, between: "(attachment:")[...]
    var text = parts.popFirst().map(String.init) ?? ""
    for part in parts {
      let name = String(part.prefix { !") \"".contains($0) })
      let known = cell.attachments[name] ?? cell.attachments[ImagePath.percentDecoded(name)]
      if let path = known.flatMap({ save(ImagePath.percentDecoded(name), Base64.bytes($0), number) }) {
        text += "(" + path + part.dropFirst(name.count)
      } else {
        text += "(attachment:" + part
        let what = known == nil ? "which the notebook does not have" : "which is not base 64"
        notes.append("Cell \(number) shows the attachment '\(name)', \(what).")
      }
    }
    return text
  }

  /// What stands before, between and after the places of `word`. Linear.
  private static func parts(of text: String, between word: String) -> [Substring] {
    let (bytes, sought) = (text.utf8, Array(word.utf8))
    var parts: [Substring] = []
    var (start, place) = (bytes.startIndex, bytes.startIndex)
    while place < bytes.endIndex {
      if bytes[place] == sought[0], bytes[place...].starts(with: sought) {
        parts.append(text[start..<place])
        place = bytes.index(place, offsetBy: sought.count)
        start = place
      } else {
        place = bytes.index(after: place)
      }
    }
    return parts + [text[start...]]
  }

  /// The path of a picture that is to be written; one that is there twice is written once.
  private mutating func save(_ name: String, _ bytes: [UInt8]?, _ number: Int) -> String? {
    guard let bytes else { return nil }
    let safe = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }.drop { $0 == "." })
    var path = "\(folder)/\(safe.isEmpty ? "picture" : safe)"
    if let same = pictures.first(where: { $0.path == path }) {
      if same.bytes == bytes { return Self.address(path) }
      path = "\(folder)/cell-\(number)-\(safe)"
    }
    pictures.append(Picture(path: path, bytes: bytes))
    return Self.address(path)
  }

  /// A path in a link: blanks and brackets would end it.
  private static func address(_ path: String) -> String {
    path.map { " ()<>".contains($0) ? "%" + String($0.asciiValue ?? 0x20, radix: 16, uppercase: true) : String($0) }
      .joined()
  }

  // MARK: Outputs

  /// Texts that follow each other are one.
  private static func joined(_ outputs: [Notebook.Output]) -> [Notebook.Output] {
    outputs.reduce(into: []) { result, output in
      if case .text(let text) = output, case .text(let before) = result.last {
        result[result.count - 1] = .text(before + (before.hasSuffix("\n") ? "" : "\n") + text)
      } else {
        result.append(output)
      }
    }
  }

  private mutating func add(_ output: Notebook.Output, number: Int) {
    switch output {
    case .text(let text):
      let plain = Self.withoutEscapes(text)
      if !plain.allSatisfy(\.isWhitespace) { append(fence("output", plain)) }
    case .formula(let tex): append(Self.display(tex))
    case .markdown(let text): append(Self.withoutCells(text))
    case .image(let ending, let image):
      let bytes: [UInt8]? =
        switch image {
        case .base64(let data): Base64.bytes(data)
        case .text(let text): Array(text.utf8)
        }
      let count = pictures.count { $0.path.hasPrefix("\(folder)/output-\(number)") }
      let name = "output-\(number)" + (count == 0 ? "" : "-\(count + 1)") + "." + ending
      guard let path = save(name, bytes, number) else {
        return notes.append("A picture of cell \(number) is not base 64 and was left out.")
      }
      append("![What cell \(number) drew](\(path))")
    case .other(let type): notes.append("Cell \(number) recorded \(type), which was left out.")
    }
  }

  private static func display(_ tex: String) -> String {
    let lines: [Substring] = tex.split(separator: "\n")
    let inner = lines.joined(separator: "\n").drop { $0 == "$" || $0 == " " }
    let end =
      inner.lastIndex { $0 != "$" && $0 != " " && $0 != "\n" }.map { inner.index(after: $0) } ?? inner.startIndex
    return inner.hasPrefix("\\[") || inner.hasPrefix("\\begin") ? String(inner) : "$$\n\(inner[..<end])\n$$"
  }

  /// Without the sequences that colour a terminal.
  private static func withoutEscapes(_ text: String) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        if scalar.value >= 0x20 || scalar == "\n" || scalar == "\t" { result.unicodeScalars.append(scalar) }
        continue
      }
      if rest.first == "[" { rest = rest.drop { !($0.properties.isAlphabetic || $0 == "@" || $0 == "~") }.dropFirst() }
    }
    return result
  }
}

/// Base 64 (RFC 4648), line ends ignored.
enum Base64 {
  /// `nil` for what is not base 64.
  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (word, bits): (UInt32, Int) = (0, 0)
    for sign in text.utf8 where sign > 0x20 && sign != UInt8(ascii: "=") {
      guard let value = value(sign) else { return nil }
      word = word << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
      }
    }
    return bits < 6 ? bytes : nil
  }

  private static func value(_ sign: UInt8) -> UInt32? {
    switch sign {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(sign - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(sign - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(sign - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}

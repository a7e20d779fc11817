import Diagnostics

extension Lesson {
  /// What most likely is a mistake in the prose, though a report can be made of it: headings out of order, links that lead
  /// nowhere, what only looks like a reference or an option.
  ///
  /// - Parameter hasFile: whether there is a file or a folder at a path relative to the lesson's folder.
  public func proseFindings(hasFile: (String) -> Bool) -> [Diagnostic] {
    var check = ProseCheck(lesson: self)
    check.headings()
    for requirement in metadata.requires { check.requirement(requirement, hasFile) }
    check.visit(blocks, hasFile)
    for footnote in footnotes { check.visit(footnote.blocks, hasFile) }
    for cell in cells { check.options(of: cell) }
    for exercise in exercises { check.exercise(exercise) }
    return check.findings
  }
}

private struct ProseCheck {
  let lesson: Lesson
  var findings: [Diagnostic] = []

  private var file: SourceFile { lesson.file }

  private mutating func warn(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, fixIts: [Diagnostic.FixIt] = []
  ) {
    findings.append(Diagnostic(.warning, code, message, at: range, fixIts: fixIts))
  }

  // MARK: Headings

  /// A heading is at most one level below the one before it; readers who jump from heading to heading count on it.
  mutating func headings() {
    var previous = 1
    for block in lesson.blocks {
      guard case .heading(let level, _, _) = block.kind else { continue }
      if level > previous + 1 { reportHeading(block, level, wanted: previous + 1) }
      previous = level
    }
  }

  private mutating func reportHeading(_ block: Block, _ level: Int, wanted: Int) {
    let end = min(block.range.upper, file.trimmedEnd(ofLine: file.line(at: block.range.lower)))
    let hashes = SourceRange(block.range.lower, block.range.lower + level)
    let isMarked = file.text(in: hashes) == String(repeating: "#", count: level)
    let fixIts =
      isMarked
      ? [Diagnostic.FixIt("make it level \(wanted)", range: hashes, text: String(repeating: "#", count: wanted))] : []
    warn(
      .headingOrder, "This heading has level \(level), but none of level \(level - 1) is above it.",
      at: SourceRange(block.range.lower, end), fixIts: fixIts)
  }

  // MARK: Links and references

  // The reader limits how deep blocks and inlines nest.
  mutating func visit(_ blocks: [Block], _ hasFile: (String) -> Bool) {
    for block in blocks {
      switch block.kind {
      case .heading(_, let content, _), .paragraph(let content): visit(content, hasFile)
      case .quote(let content): visit(content, hasFile)
      case .list(_, _, let items): for item in items { visit(item.blocks, hasFile) }
      case .callout(let callout):
        visit(callout.title, hasFile)
        visit(callout.blocks, hasFile)
      case .table(let table): for cell in table.header + table.rows.joined() { visit(cell, hasFile) }
      case .cell(let index): caption(of: lesson.cells[index], hasFile)
      case .code, .html, .thematicBreak, .formula: break
      }
    }
  }

  private mutating func visit(_ content: [Inline], _ hasFile: (String) -> Bool) {
    for inline in content {
      switch inline.kind {
      case .text(let text): references(in: text, at: inline.range)
      case .emphasis(let content), .strong(let content), .strikethrough(let content): visit(content, hasFile)
      case .link(let destination, _, let content):
        link(destination, at: inline.range, hasFile)
        visit(content, hasFile)
      case .softBreak, .lineBreak, .code, .html, .image, .formula, .footnote, .value, .reference: break
      }
    }
  }

  /// The course's folder, which `tangent build` looks in too, is not known here: it may be the one above.
  mutating func requirement(_ requirement: Metadata.Requirement, _ hasFile: (String) -> Bool) {
    let name = CoursePath.lesson(named: requirement.name)
    if !name.utf8.contains(0) && (hasFile(name) || hasFile("../" + name)) { return }
    warn(.requires, "There is no lesson '\(name)' beside this one.", at: requirement.range)
  }

  /// A caption is a text of its own, whose places are not the file's.
  private mutating func caption(of cell: Cell, _ hasFile: (String) -> Bool) {
    let count = findings.count
    visit(cell.caption, hasFile)
    for index in count..<findings.count {
      findings[index].range = cell.range(ofOption: "fig-cap")
      findings[index].fixIts = []
    }
  }

  private mutating func references(in text: String, at range: SourceRange) {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return }
    let words = Array(text.utf8).withUnsafeBufferPointer { bytes in
      ReferenceScanner.nearReferences(in: bytes, labels: lesson.labels).map {
        String(decoding: bytes[$0], as: UTF8.self)
      }
    }
    var start = range.lower
    for word in words {
      // Escapes and entities make the file's text longer than what it stands for.
      let bytes = Array(word.utf8)
      let found = (start..<max(start, range.upper)).first { file.utf8[$0...].starts(with: bytes) }
      let place = found.map { SourceRange($0, $0 + bytes.count) } ?? range
      start = place.upper
      let known = ReferenceScanner.prefixes.map { "'@\($0)'" }.joined(separator: ", ")
      warn(
        .unknownReference, "'\(word)' is not a reference, but text: references begin with \(known).", at: place,
        fixIts: found == nil ? [] : correction(of: word, at: place))
    }
  }

  /// `@fig:name` and `@figure-name` become `@fig-name` where there is such a label.
  private func correction(of word: String, at place: SourceRange) -> [Diagnostic.FixIt] {
    guard let split = word.firstIndex(where: { $0 == ":" || $0 == "-" }) else { return [] }
    let name = word[word.index(after: split)...]
    let label = ReferenceScanner.prefixes.map { $0 + name }.first { lesson.labels.contains($0) }
    return label.map { [Diagnostic.FixIt("did you mean '@\($0)'?", range: place, text: "@" + $0)] } ?? []
  }

  private mutating func link(_ destination: String, at range: SourceRange, _ hasFile: (String) -> Bool) {
    if destination.isEmpty { return warn(.link, "This link leads nowhere.", at: range) }
    if destination.hasPrefix("#") { return section(String(destination.dropFirst()), at: range) }
    // What has a scheme or begins with a slash is somewhere else.
    guard !ImagePath.hasScheme(destination), !destination.hasPrefix("/") else { return }
    let path = destination.prefix { $0 != "#" && $0 != "?" }
    let decoded = ImagePath.percentDecoded(String(path))
    if path.isEmpty || (!decoded.utf8.contains(0) && hasFile(decoded)) { return }
    warn(.link, "There is no file '\(decoded)' beside the lesson.", at: range)
  }

  private mutating func section(_ fragment: String, at range: SourceRange) {
    let name = ImagePath.percentDecoded(fragment)
    guard !lesson.labels.contains(name), !name.isEmpty else { return }
    let closest = closestMatch(to: name, in: lesson.labels)
    var fixIts: [Diagnostic.FixIt] = []
    if let closest, let place = place(of: "#" + fragment, in: range) {
      fixIts = didYouMean(closest, at: SourceRange(place.lower + 1, place.upper))
    }
    warn(.link, "This lesson has no section '\(name)'.", at: range, fixIts: fixIts)
  }

  /// Where a text last stands in a range of the file.
  private func place(of text: String, in range: SourceRange) -> SourceRange? {
    let bytes = Array(text.utf8)
    let last = (range.lower..<max(range.lower, range.upper - bytes.count + 1)).last {
      file.utf8[$0...].starts(with: bytes)
    }
    return last.map { SourceRange($0, $0 + bytes.count) }
  }

  // MARK: Exercises

  /// Nothing runs a check that has no answer to look at.
  mutating func exercise(_ exercise: Exercise) {
    guard exercise.isUnfinished, exercise.solutions.isEmpty, !exercise.checks.isEmpty else { return }
    warn(
      .exercise,
      "Nothing shows that this exercise can be solved: its check is tried with a cell of the same name in a [!SOLUTION].",
      at: lesson.cells[exercise.place].range(ofOption: "exercise"))
  }

  // MARK: Options

  /// `//|` below the head of a cell is a comment to Swift and to us; its author took it for an option.
  mutating func options(of cell: Cell) {
    let lines = cell.code.text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { $0.hasPrefix("//|") }.count
    for index in lines.indices.dropFirst(head) where lines[index].drop(while: { $0 == " " }).hasPrefix("//|") {
      let start = cell.code.lines[index].fileOffset
      let first = file.line(at: cell.range.lower) + 1
      warn(
        .misplacedOption, "Options stand at the head of a cell; here this is only a comment.",
        at: SourceRange(start, start + lines[index].utf8.count),
        fixIts: lines[index].hasPrefix("//|") ? moveUp(first + index, to: first + head) : [])
    }
  }

  /// Puts a line of a cell before an earlier one, with the markers of the containers that it stands in.
  private func moveUp(_ line: Int, to head: Int) -> [Diagnostic.FixIt] {
    let (start, own) = (file.offset(ofLine: head), file.offset(ofLine: line))
    let end = file.offset(ofLine: line + 1)
    guard file.end(ofLine: line) < end else { return [] }
    let text = file.text(in: SourceRange(own, end)) + file.text(in: SourceRange(start, own))
    return [Diagnostic.FixIt("move it to the head", range: SourceRange(start, end), text: text)]
  }
}

import Diagnostics
import Typesetting

/// What the conversion of one file shares: the lesson that grows, its labels, and the functions it was given.
final class LessonBuilder {
  var lesson: Lesson
  /// The file's lines before the Markdown: the front matter.
  var linesBefore = 0
  var labels: [String: SourceRange] = [:]
  /// References in the order of the file, looked up when all labels are known.
  var references: [(label: String, range: SourceRange)] = []
  var slugs = HeadingSlugs()
  var math = MathSites()
  /// The abbreviations of the front matter, and those that formulas so far have defined.
  var macros = TeXMacros()
  private var reportedLimits: Set<String> = []
  let loadImage: LessonReader.ImageLoader
  let readFormula: LessonReader.FormulaReader

  init(
    file: SourceFile, loadImage: @escaping LessonReader.ImageLoader, readFormula: @escaping LessonReader.FormulaReader
  ) {
    lesson = Lesson(file: file)
    self.loadImage = loadImage
    self.readFormula = readFormula
  }

  var file: SourceFile { lesson.file }

  func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, fixIts: [Diagnostic.FixIt] = []
  ) {
    report(.error, code, message, at: range, fixIts: fixIts)
  }

  func report(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, _ message: String, at range: SourceRange,
    fixIts: [Diagnostic.FixIt] = []
  ) {
    lesson.diagnostics.append(Diagnostic(severity, code, message, at: range, fixIts: fixIts))
  }

  /// Reports a limit once for the whole lesson, however often it is met.
  func reportLimit(_ message: String, at range: SourceRange) {
    if reportedLimits.insert(message).inserted { report(.limit, message, at: range) }
  }

  /// Makes `label` known to references; reports its second use.
  func define(_ label: String, at range: SourceRange) {
    guard let first = labels.updateValue(range, forKey: label) else { return }
    labels[label] = first
    let line = file.line(at: first.lower)
    report(.duplicateLabel, "The label '\(label)' is already used on line \(line).", at: range)
  }

  func resolveReferences() {
    // Each suggestion looks at every label: hostile text gets a few.
    var suggestionsLeft = 50
    lazy var candidates = labels.keys.sorted()
    for (label, range) in references where labels[label] == nil {
      let closest = suggestionsLeft > 0 ? closestMatch(to: label, in: candidates) : nil
      suggestionsLeft -= 1
      report(
        .unknownReference, "Nothing in this lesson is labelled '\(label)'.", at: range,
        fixIts: didYouMean(closest, at: SourceRange(range.lower + 1, range.upper)))
    }
  }

  /// Reads a formula whose TeX is `code` and reports its problems where they stand in the file.
  func formula(_ code: CellCode, label: String? = nil, isDisplay: Bool = false) -> Formula {
    let (layout, problems) = readFormula(code.text, &macros)
    for problem in problems {
      report(.warning, problem.code, problem.message, at: code.fileRange(of: problem.range))
    }
    return Formula(tex: code.text, layout: isDisplay ? .styled(.display, layout) : layout, label: label)
  }

  /// What the classes behind a display formula ask for; another class than `.check` is a slip.
  func apply(_ attributes: Attributes, to formula: inout Formula, _ code: CellCode, at range: SourceRange) {
    for name in attributes.classes where name != "check" {
      report(
        .warning, .unknownOption, "A formula has no class '\(name)'; '{.check}' has its equations proved.", at: range)
    }
    guard attributes.classes.contains("check") else { return }
    formula.check = lesson.checkedFormulas.count
    lesson.checkedFormulas.append(CheckedFormula(layout: formula.layout, code: code, range: range))
  }
}

/// The remedy for a name at `range` that resembles the known one `name`.
func didYouMean(_ name: String?, at range: SourceRange) -> [Diagnostic.FixIt] {
  name.map { [Diagnostic.FixIt("did you mean '\($0)'?", range: range, text: $0)] } ?? []
}

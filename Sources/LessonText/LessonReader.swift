import Diagnostics
import Typesetting

/// Reads a lesson from the bytes of its Markdown file; nothing in them is fatal.
public enum LessonReader {
  /// Gives the bytes of the file at a path below the lesson's folder, or says why it cannot.
  ///
  /// The path has neither a scheme nor `..`; links out of the folder are for the loader to refuse.
  public typealias ImageLoader = (_ path: String) -> Result<[UInt8], Fault>
  /// Reads TeX with the abbreviations known so far, and adds its own; problems carry byte offsets in it.
  public typealias FormulaReader = (
    _ tex: String, _ macros: inout TeXMacros
  ) -> (layout: MathLayout, problems: [TeXProblem])

  /// The lesson in `bytes`, with everything that is wrong with its text among its diagnostics. Linear time.
  ///
  /// A byte order mark is left out, invalid UTF-8 and NUL become U+FFFD: offsets count in the lesson's
  /// ``Lesson/file``, not in `bytes`.
  ///
  /// - Parameter foundCells: gets the texts of the cells early, for a thread that can begin with them; a cell may be
  ///   left out.
  public static func read(
    path: String, bytes: [UInt8], loadImage: @escaping ImageLoader = noImages,
    readFormula: @escaping FormulaReader = { TeXReader.read($0, macros: &$1) },
    foundCells: ([String]) -> Void = { _ in }
  ) -> Lesson {
    guard bytes.count <= Limits.fileBytes else { return tooLarge(path: path) }
    let text = UTF8Repair.repair(bytes)
    let builder = LessonBuilder(
      file: SourceFile(path: path, utf8: text.utf8), loadImage: loadImage, readFormula: readFormula)
    if let fault = text.fault {
      // Any edit saves the file as UTF-8.
      let saving = Diagnostic.FixIt("save it as UTF-8", range: fault.range, text: "")
      builder.report(.invalidUTF8, fault.message, at: fault.range, fixIts: text.wasUTF16 ? [saving] : [])
    }
    if text.utf8.allSatisfy(\.isSpace) {
      builder.report(.warning, .emptyFile, "The lesson is empty.", at: SourceRange(0, 0))
      return builder.lesson
    }
    builder.readFrontMatter()
    builder.readMarkdown(foundCells)
    builder.readCaptions()
    builder.readExercises()
    builder.resolveReferences()
    builder.lesson.labels = Set(builder.labels.keys)
    builder.lesson.diagnostics.sort { $0.range.lower < $1.range.lower }
    return builder.lesson
  }

  /// The front matter alone, with what is wrong with it: all that the order of a course needs.
  public static func readFrontMatter(path: String, bytes: [UInt8]) -> Lesson {
    guard bytes.count <= Limits.fileBytes else { return tooLarge(path: path) }
    let builder = LessonBuilder(
      file: SourceFile(path: path, utf8: UTF8Repair.repair(bytes).utf8), loadImage: noImages,
      readFormula: { TeXReader.read($0, macros: &$1) })
    builder.readFrontMatter()
    return builder.lesson
  }

  /// A lesson that is one cell, as `tangent eval` runs it; no Markdown is involved.
  public static func read(cell source: String, path: String = "<cell>") -> Lesson {
    let file = SourceFile(path: path, text: source)
    var lesson = Lesson(file: file)
    let range = SourceRange(0, file.utf8.count)
    let lines = (1...file.lineCount).map {
      CellCode.Line(offset: file.offset(ofLine: $0), fileOffset: file.offset(ofLine: $0))
    }
    let code = CellCode(text: source, lines: lines)
    lesson.cells = [Cell(code: code, options: CellOptions(), range: range)]
    lesson.blocks = [Block(.cell(0), at: range)]
    return lesson
  }

  /// The loader of readers that have no folder.
  public static func noImages(_ path: String) -> Result<[UInt8], Fault> {
    .failure(Fault(.image, "There is no folder to read '\(path)' from."))
  }

  private static func tooLarge(path: String) -> Lesson {
    var lesson = Lesson(file: SourceFile(path: path, utf8: []))
    let message = "The file is larger than \(Limits.fileBytes >> 20) MB."
    lesson.diagnostics = [Diagnostic(.error, .limit, message, at: SourceRange(0, 0))]
    return lesson
  }
}

extension LessonBuilder {
  fileprivate func readMarkdown(_ foundCells: ([String]) -> Void) {
    let start = file.offset(ofLine: linesBefore + 1)
    let sound = HostileText.blanked(file.utf8, from: start, report: reportLimit)
    let document = (sound ?? file.utf8).withUnsafeBufferPointer {
      CmarkDocument(parsing: UnsafeBufferPointer(rebasing: $0[start...]))
    }
    guard let document else {
      report(.limit, "The lesson needs more memory than there is.", at: SourceRange(start, start))
      return
    }
    withExtendedLifetime(document) {
      math = document.math
      foundCells(document.root.cellTexts)
      lesson.blocks = BlockConverter(builder: self).blocks(in: document.root)
    }
  }

  /// Captions are Markdown of their own: `fig-cap: The graph of $x^2$`.
  fileprivate func readCaptions() {
    let readWithMacros: LessonReader.FormulaReader = { [macros, readFormula] tex, _ in
      var known = macros
      return readFormula(tex, &known)
    }
    for number in lesson.cells.indices {
      guard let text = lesson.cells[number].options.figureCaption else { continue }
      let caption = LessonReader.read(path: file.path, bytes: Array(text.utf8), readFormula: readWithMacros)
      guard case .paragraph(let content) = caption.blocks.first?.kind else { continue }
      lesson.cells[number].caption = content
      for finding in caption.diagnostics where finding.code == .unknownCommand || finding.code == .formulaSyntax {
        report(finding.severity, finding.code, finding.message, at: lesson.cells[number].range)
      }
    }
  }
}

import Diagnostics
import LessonText
import Running
import Tangent

/// The numbers of a lesson's figures, formulas and exercises, and what each label stands for.
struct CrossReferences {
  struct Heading {
    var level: Int
    var content: [Inline]
    var identifier: String
    var start: Int
  }

  /// What `@label` becomes.
  struct Target: Hashable {
    var text: String
    var identifier: String
  }

  private(set) var headings: [Heading] = []
  /// By index of the cell.
  private(set) var figureNumbers: [Int: Int] = [:]
  /// By label.
  private(set) var equationNumbers: [String: Int] = [:]
  /// By where the callout or the cell starts.
  private(set) var exerciseNumbers: [Int: Int] = [:]
  private var targets: [String: Target] = [:]
  /// The number of the exercise whose text was last read, until a cell takes it: that is the place to solve it in.
  private var openExercise: Int?

  init(_ lesson: Lesson) {
    visit(lesson.blocks, lesson)
    for footnote in lesson.footnotes { visit(footnote.blocks, lesson) }
  }

  subscript(label: String) -> Target? { targets[label] }

  // The reader limits how deep blocks nest.
  private mutating func visit(_ blocks: [Block], _ lesson: Lesson) {
    for block in blocks {
      switch block.kind {
      case .heading(let level, let content, let identifier):
        headings.append(Heading(level: level, content: content, identifier: identifier, start: block.range.lower))
        define(identifier, content.plainText)
        openExercise = nil
      case .formula(let formula): number(formula)
      case .cell(let index): number(lesson.cells[index], index, at: block.range.lower)
      case .callout(let callout):
        number(callout, at: block.range.lower)
        visit(callout.blocks, lesson)
      case .quote(let content): visit(content, lesson)
      case .list(_, _, let items): for item in items { visit(item.blocks, lesson) }
      case .paragraph, .code, .html, .thematicBreak, .table: break
      }
    }
  }

  private mutating func number(_ formula: Formula) {
    guard let label = formula.label, equationNumbers[label] == nil else { return }
    let number = equationNumbers.count + 1
    equationNumbers[label] = number
    define(label, "Equation (\(number))")
  }

  private mutating func number(_ cell: Cell, _ index: Int, at start: Int) {
    let label = cell.options.label
    if let name = cell.options.exercise {
      if cell.isSolution { return }
      let number = openExercise ?? nextExercise(at: start)
      openExercise = nil
      define(label, "Exercise \(number)")
      define(name, "Exercise \(number)", identifier: label)
    } else if label?.hasPrefix("exr-") == true {
      define(label, "Exercise \(nextExercise(at: start))")
    } else if label?.hasPrefix("fig-") == true || cell.options.figureCaption != nil {
      let number = figureNumbers.count + 1
      figureNumbers[index] = number
      define(label, "Figure \(number)")
    } else {
      define(label, "Cell \(index + 1)")
    }
  }

  private mutating func number(_ callout: Block.Callout, at start: Int) {
    guard callout.kind == .exercise else { return define(callout.label, callout.kind.title) }
    let number = nextExercise(at: start)
    openExercise = number
    define(callout.label, "Exercise \(number)")
  }

  private mutating func nextExercise(at start: Int) -> Int {
    let number = exerciseNumbers.count + 1
    exerciseNumbers[start] = number
    return number
  }

  private mutating func define(_ label: String?, _ text: String, identifier: String? = nil) {
    guard let label, targets[label] == nil else { return }
    targets[label] = Target(text: text, identifier: identifier ?? label)
  }
}

extension Cell {
  /// The code without the option lines at its head and without blank lines around it: a piece of its text.
  var shownCode: Substring {
    var lines = code.text.utf8.split(separator: .newline, omittingEmptySubsequences: false)[...]
    lines = lines.drop { $0.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "//|".utf8) }
    lines = lines.drop(while: \.isBlank)
    while lines.last?.isBlank == true { lines.removeLast() }
    guard let first = lines.first, let last = lines.last else { return code.text.prefix(0) }
    return code.text[first.startIndex..<last.endIndex]
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
}

extension Substring.UTF8View {
  fileprivate var isBlank: Bool { allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}

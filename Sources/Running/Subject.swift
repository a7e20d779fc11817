import CellLanguage
import Diagnostics
import LessonText

/// A piece of a lesson's code.
enum Subject: Hashable, Sendable {
  case parameter(Int)
  case cell(Int)
  case inlineValue(Int)

  var isCell: Bool { if case .cell = self { true } else { false } }
}

extension Lesson {
  /// The syntax of all cells, for `--dump syntax`.
  public var syntaxListing: String {
    cells.indices.map { "\(name(of: .cell($0))):\n" + Session.syntaxListing(of: cells[$0].code.text) }
      .joined(separator: "\n")
  }

  func range(of subject: Subject) -> SourceRange {
    switch subject {
    case .parameter(let number): metadata.params[number].range
    case .cell(let number): cells[number].range
    case .inlineValue(let number): inlineValues[number].range
    }
  }

  /// What messages call it.
  func name(of subject: Subject) -> String {
    switch subject {
    case .parameter(let number): "the parameter '\(metadata.params[number].name)'"
    case .cell(let number): cells[number].options.spokenName ?? "cell \(number + 1)"
    case .inlineValue(let number): "the value '\(inlineValues[number].code.text)'"
    }
  }
}

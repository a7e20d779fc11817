import Diagnostics
import LessonText

/// A piece of a lesson's code as it is to be checked and run.
struct Piece {
  var subject: Subject
  var code: CellCode
  /// Where to report on code that the file does not hold word for word.
  var place: SourceRange?
  /// No later piece sees its names.
  var isApart = false
  /// A place for an answer that is still to be written: nothing is run.
  var isUnfinished = false
  /// The cells whose answer it checks.
  var answer: [Int] = []

  var isExpression: Bool { if case .inlineValue = subject { true } else { false } }

  /// Whether running one in the place of the other makes no difference.
  func isSame(as other: Piece) -> Bool {
    code.text == other.code.text && isExpression == other.isExpression && isApart == other.isApart
      && isUnfinished == other.isUnfinished && answer.isEmpty == other.answer.isEmpty
      && subject.isCell == other.subject.isCell
  }
}

extension Runner {
  /// Parameters, cells and inline values in the order in which they run: that of the file, but that a solution stands in for
  /// an answer where its place is.
  func plan() throws(Fault) -> [Piece] {
    var pieces = try parameters()
    var inlineValues = lesson.inlineValues.indices[...]
    for (number, cell) in lesson.cells.enumerated() {
      while let first = inlineValues.first, lesson.inlineValues[first].cellsBefore <= number {
        pieces.append(inlineValue(first))
        inlineValues = inlineValues.dropFirst()
      }
      pieces += self.pieces(of: cell, number)
    }
    return pieces + inlineValues.map(inlineValue)
  }

  private func inlineValue(_ number: Int) -> Piece {
    Piece(subject: .inlineValue(number), code: lesson.inlineValues[number].code)
  }

  /// A cell, and with the place of an exercise the solution that stands in for it.
  private func pieces(of cell: Cell, _ number: Int) -> [Piece] {
    guard let (exercise, role) = exercise(ofCell: number) else { return self.cell(number) }
    let answer = exercise.answer(for: options.release)
    switch role {
    case .place:
      let solution = answer.filter { $0 != number }.flatMap { self.cell($0) }
      return place(of: exercise, isAnswer: answer == [number]) + solution
    case .solution: return answer.contains(number) ? [] : self.cell(number, isApart: true)
    case .check: return self.cell(number, answer: answer)
    }
  }

  private func place(of exercise: Exercise, isAnswer: Bool) -> [Piece] {
    guard exercise.isUnfinished else { return cell(exercise.place, isApart: !isAnswer) }
    return [Piece(subject: .cell(exercise.place), code: lesson.cells[exercise.place].code, isUnfinished: true)]
  }

  /// A cell that is to be run.
  private func cell(_ number: Int, isApart: Bool = false, answer: [Int] = []) -> [Piece] {
    let cell = lesson.cells[number]
    return cell.options.eval
      ? [Piece(subject: .cell(number), code: cell.code, isApart: isApart, answer: answer)] : []
  }

  // MARK: Parameters

  /// Parameters of the front matter, which the command line may override, are the lesson's first variables.
  private func parameters() throws(Fault) -> [Piece] {
    let known = lesson.metadata.params.map(\.name)
    for (name, _) in options.parameters where !known.contains(name) {
      let hint = closestMatch(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
      throw Fault(.invalidParameter, "'\(lesson.file.path)' has no parameter '\(name)'\(hint)")
    }
    return lesson.metadata.params.enumerated().map { number, parameter in
      let literal = given(parameter).map { parameter.literal(for: $0) } ?? parameter.literal
      let text = "let \(parameter.name) = \(literal)"
      return Piece(subject: .parameter(number), code: CellCode(text: text, lines: []), place: parameter.range)
    }
  }

  /// What the command line says that the parameter is.
  func given(_ parameter: Metadata.Parameter) -> String? {
    options.parameters.last { $0.name == parameter.name }?.value
  }
}

extension Metadata.Parameter {
  /// The Swift for a value from the command line: where the lesson has a text, quotes may be left out.
  fileprivate func literal(for value: String) -> String {
    guard literal.hasPrefix("\""), !value.hasPrefix("\"") else { return value }
    return "\"" + value.unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "\""
  }
}

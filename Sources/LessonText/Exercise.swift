import Diagnostics

/// An exercise that readers solve in a cell: where they do, how it can be solved, and what tells whether it is.
public struct Exercise: Hashable, Sendable {
  /// What a cell of an exercise is to it.
  public enum Role: Sendable { case place, solution, check }

  public var name: String
  /// The cell that holds the reader's answer, or placeholders for it.
  public var place: Int
  /// The cells of its name within `[!SOLUTION]`, which together are one answer.
  public var solutions: [Int] = []
  /// The cells that judge an answer.
  public var checks: [Int] = []
  /// There are placeholders in ``place``.
  public var isUnfinished: Bool

  public func role(ofCell index: Int) -> Role? {
    if index == place { return .place }
    if solutions.contains(index) { return .solution }
    return checks.contains(index) ? .check : nil
  }
}

extension CellCode {
  /// Whether something is left to be written: `<#…#>`, as Swift's editors have it, or six underscores and more.
  public var hasPlaceholder: Bool {
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "<#".utf8), Self.closesOnItsLine(bytes, from: index + 2) { return true }
      let blank = bytes[index...].prefix { $0 == UInt8(ascii: "_") }
      let isPartOfName =
        index > 0 && bytes[index - 1].isNamePart || blank.endIndex < bytes.count && bytes[blank.endIndex].isNamePart
      if blank.count >= 6 && !isPartOfName { return true }
      index += max(1, blank.count)
    }
    return false
  }

  private static func closesOnItsLine(_ bytes: [UInt8], from start: Int) -> Bool {
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
    return zip(line, line.dropFirst()).contains { $0 == (UInt8(ascii: "#"), UInt8(ascii: ">")) }
  }
}

extension UInt8 {
  fileprivate var isNamePart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

extension LessonBuilder {
  /// Puts the cells of each exercise together, once all are read.
  func readExercises() {
    for (index, cell) in lesson.cells.enumerated() where !cell.isSolution {
      if let name = cell.options.exercise { place(name, at: index) }
    }
    for (index, cell) in lesson.cells.enumerated() {
      if let name = cell.options.exercise, cell.isSolution, let exercise = exercise(name, "exercise", of: cell) {
        lesson.exercises[exercise].solutions.append(index)
      }
      if let name = cell.options.check, let exercise = exercise(name, "check", of: cell) { check(index, exercise) }
    }
  }

  private func place(_ name: String, at index: Int) {
    let cell = lesson.cells[index]
    if let first = lesson.exercises.first(where: { $0.name == name }) {
      let line = file.line(at: lesson.cells[first.place].range.lower)
      let message =
        "The exercise '\(name)' has its place on line \(line) already; a solution of it stands in a [!SOLUTION]."
      return report(.exercise, message, at: cell.range(ofOption: "exercise"))
    }
    if name.hasPrefix("exr-"), labels[name] == nil { define(name, at: cell.range(ofOption: "exercise")) }
    lesson.exercises.append(Exercise(name: name, place: index, isUnfinished: cell.code.hasPlaceholder))
  }

  private func exercise(_ name: String, _ option: String, of cell: Cell) -> Int? {
    if let index = lesson.exercises.firstIndex(where: { $0.name == name }) { return index }
    let place = cell.range(ofOption: option)
    let closest = closestMatch(to: name, in: lesson.exercises.map(\.name))
    let hint = closest.map { "did you mean '\($0)'?" } ?? "the cell to solve it in says '//| exercise: \(name)'"
    report(.exercise, "There is no exercise '\(name)': \(hint)", at: place)
    return nil
  }

  private func check(_ index: Int, _ exercise: Int) {
    let cell = lesson.cells[index]
    if cell.options.exercise != nil {
      let message = "A cell is the place of an exercise or its check, not both."
      return report(.exercise, message, at: cell.range(ofOption: "check"))
    }
    if index < lesson.exercises[exercise].place {
      let message = "The check of '\(lesson.exercises[exercise].name)' stands before its exercise."
      return report(.exercise, message, at: cell.range(ofOption: "check"))
    }
    lesson.exercises[exercise].checks.append(index)
  }
}

import Diagnostics
import LessonText
import Rendering
import Running

/// `tangent new NAME`
let newVerb = Verb(
  name: "new", abstract: "Writes a lesson to start from, and says what to do next.",
  example: "tangent new slopes --title 'Slopes and tangents'",
  operand: ("name", "The lesson's name: its file gets the ending .md.", isRepeated: false),
  options: [Option(names: ["--title"], value: "title", help: "The lesson's title; without it, made from the name.")],
  run: { arguments throws(Misuse) in
    let name = try LessonName(arguments.operands[0])
    return ExitStatus { () throws(Fault) in
      try createFile(Array(LessonSkeleton.text(title: arguments.value("--title") ?? name.title).utf8), at: name.path)
      return Terminal.output.write("wrote \(name.path.visible())\n\n" + next(name.path)) ? .success : .fileError
    }
  })

private func next(_ path: String) -> String {
  let file = path.allSatisfy { $0.isLetter || $0.isNumber || "-._/".contains($0) } ? path : "'\(path)'"
  let steps = [
    ("watch", "tangent watch \(file)", "see the page while you write"),
    ("run", "tangent run \(file)", "run it"),
    ("check", "tangent check \(file)", "what is wrong, without running it"),
    ("test", "tangent test \(file) --accept", "put what the cells show below them"),
    ("doc", "tangent doc plot", "how a name is used; 'tangent doc' lists all"),
  ].filter { step in TangentCommand.verbs.contains { $0.name == step.0 } }
  let width = steps.map(\.1.displayWidth).max() ?? 0
  return steps.map { step in
    "  " + step.1 + String(repeating: " ", count: width - step.1.displayWidth) + "   # " + step.2 + "\n"
  }.joined()
}

/// What a new lesson is called.
private struct LessonName {
  /// The file.
  let path: String
  /// The name as a title: `chain-rule` is `Chain rule`.
  let title: String

  /// `slopes`, `slopes.md`, `Lessons/slopes`, `Slopes and tangents`.
  init(_ word: String) throws(Misuse) {
    var stem = word.hasSuffix(".md") ? String(word.dropLast(3)) : word
    let name = stem.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard !name.isEmpty, name != ".", name != ".." else {
      let folder = stem.hasSuffix("/") ? stem : ""
      throw Misuse("'\(word)' names no lesson; write a name, as in 'tangent new \(folder)slopes'")
    }
    let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
    title = words.isEmpty ? String(name) : words.prefix(1).uppercased() + words.dropFirst()
    // Links to a file with blanks in its name are hard to write.
    stem =
      stem.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }.joined()
      + name.map { $0 == " " ? "-" : String($0) }.joined()
    path = stem + ".md"
  }
}

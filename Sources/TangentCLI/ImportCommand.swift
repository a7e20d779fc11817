import Diagnostics
import LessonText
import Rendering
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `tangent import NOTEBOOK.ipynb`
let importVerb = Verb(
  name: "import", abstract: "Makes a lesson of a Jupyter notebook: text and pictures, code shown and not run.",
  example: "tangent import slopes.ipynb -o slopes.md",
  operand: ("notebook", "The notebook: an .ipynb file.", isRepeated: false),
  options: [
    Option(
      names: ["-o", "--output"], value: "lesson", help: "The lesson's file; without it, beside the notebook with .md."),
    Option(names: ["--repair"], value: nil, help: "Mend text that was read in a wrong encoding, as in 'Â²' for '²'."),
  ],
  run: { arguments throws(Misuse) in
    let notebook = arguments.operands[0]
    let output = arguments.value("--output") ?? lessonPath(notebook)
    guard output.hasSuffix(".md"), !output.hasSuffix("/.md") else {
      throw Misuse("a lesson's name ends in .md, and '\(output)' does not")
    }
    return ExitStatus { () throws(Fault) in
      try importNotebook(notebook, to: output, repairs: arguments.has("--repair"))
      return .success
    }
  })

private func lessonPath(_ notebook: String) -> String {
  (notebook.hasSuffix(".ipynb") ? String(notebook.dropLast(6)) : notebook) + ".md"
}

/// Writes the pictures, then the lesson; nothing that is there is replaced.
private func importNotebook(_ notebook: String, to path: String, repairs: Bool) throws(Fault) {
  let name = path.split(separator: "/").last?.dropLast(3) ?? ""
  let bytes = try readFile(notebook)
  let lesson: NotebookImport
  do throws(Fault) {
    lesson = try NotebookImport(bytes, name: String(name), repairs: repairs)
  } catch {
    throw Fault(error.code, "cannot import '\(notebook)': \(error.message)")
  }
  if access(path, F_OK) == 0 { throw Fault(.cannotWrite, "there is '\(path)' already; it stays as it is") }
  let folder = String(path.dropLast(name.count + 3))
  for picture in lesson.pictures {
    let file = folder + picture.path
    mkdir(String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]), 0o777)
    if (try? readFile(file)) != picture.bytes { try createFile(picture.bytes, at: file) }
  }
  try createFile(Array(lesson.markdown.utf8), at: path)
  for note in lesson.notes { Terminal.complain(note) }
  let parts = [
    Findings.count(lesson.textCount, "text"), Findings.count(lesson.codeCount, "piece") + " of code",
    Findings.count(lesson.pictures.count, "picture"),
  ]
  _ = Terminal.error.write("wrote \(path.visible()) (\(parts.joined(separator: ", ")))\n")
}

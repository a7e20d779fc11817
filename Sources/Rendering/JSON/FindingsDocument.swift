import Diagnostics
import Running

/// What `tangent check --json` says to editors, schema 1: keys are added, never renamed or removed.
///
/// ```
/// {"schema": 1, "status": "ok" | "failed", "lessons": [
///   {"lesson": "chain-rule.md", "status": "ok" | "failed", "diagnostics": [
///     {"severity", "code", "message", "line", "column", "endLine", "endColumn", "notes": ["..."],
///      "fixes": [{"message", "text", "line", "column", "endLine", "endColumn"}]}]}]}
/// ```
///
/// Lines and columns count from 1, columns in Unicode scalars; an end is the place after the last sign. The fixes of one
/// diagnostic belong together.
public enum FindingsDocument {
  /// One element of `lessons`.
  public static func lesson(_ checkup: Checkup) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("lesson", checkup.lesson.file.path)
      writer.member("status", checkup.hasErrors ? "failed" : "ok")
      writer.key("diagnostics")
      writer.array(checkup.findings) { finding($1, in: checkup.lesson.file, &$0) }
    }
    return writer.text
  }

  /// The whole document, of elements that ``lesson(_:)`` made.
  public static func document(_ lessons: [String], isSound: Bool) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schema", 1)
      writer.member("status", isSound ? "ok" : "failed")
      writer.key("lessons")
      writer.array(lessons) { $0.json($1) }
    }
    return writer.text + "\n"
  }

  private static func finding(_ finding: Diagnostic, in file: SourceFile, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.members(of: finding, in: file)
      writer.end(of: finding.range, in: file)
      writer.key("notes")
      writer.array(finding.notes) { $0.string($1) }
      writer.key("fixes")
      writer.array(finding.fixIts) { writer, fix in
        writer.object {
          $0.member("message", fix.message)
          $0.member("text", fix.text)
          $0.start(of: fix.range, in: file)
          $0.end(of: fix.range, in: file)
        }
      }
    }
  }
}

extension JSONWriter {
  /// The members that every document gives a diagnostic.
  mutating func members(of diagnostic: Diagnostic, in file: SourceFile) {
    member("severity", diagnostic.severity.rawValue)
    member("code", diagnostic.code.rawValue)
    member("message", diagnostic.message)
    start(of: diagnostic.range, in: file)
  }

  fileprivate mutating func start(of range: SourceRange, in file: SourceFile) {
    let position = file.position(at: range.lower)
    member("line", position.line)
    member("column", position.column)
  }

  fileprivate mutating func end(of range: SourceRange, in file: SourceFile) {
    let position = file.position(at: range.upper)
    member("endLine", position.line)
    member("endColumn", position.column)
  }
}

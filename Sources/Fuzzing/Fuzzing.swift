import CellLanguage
import Diagnostics
import LessonText
import Prelude
import Running
import Tangent

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks for cells that crash the cell language, hang it or use up the memory.
///
/// ```
/// Fuzzing cells SECONDS SEED FOLDER FILE...     mutations of the cells in files, read and checked
/// Fuzzing programs SECONDS SEED FOLDER          well-typed programs, run with small budgets
/// ```
///
/// What is found is written into the folder; the status is 1 if anything was.
@main
enum Fuzzing {
  static func main() {
    let words = CommandLine.arguments
    guard words.count >= 5, let seconds = Double(words[2]), let seed = UInt64(words[3]) else {
      print("usage: Fuzzing cells|programs SECONDS SEED FOLDER FILE...")
      exit(2)
    }
    let makeInput: (UInt64) -> String
    let run: @Sendable (String) -> String?
    if words[1] == "cells" {
      let mutator = Mutator(corpus: words[5...].flatMap(cells))
      makeInput = { seed in
        var random = Random(seed: seed)
        return mutator.cell(&random)
      }
      run = check
    } else {
      makeInput = { seed in
        var generator = ProgramGenerator(seed: seed)
        return generator.program()
      }
      run = execute
    }
    let result = Supervisor(seconds: seconds, folder: words[4], makeInput: makeInput, run: run).run(from: seed)
    print("\(result.inputs) inputs, \(result.found) found")
    exit(result.found == 0 ? 0 : 1)
  }

  /// The cells of a lesson, or of a case of the tests.
  private static func cells(ofFile path: String) -> [String] {
    guard let bytes = try? readFile(path) else { return [] }
    guard path.hasSuffix(".md") else {
      return String(decoding: bytes, as: UTF8.self).split(separator: "// ---\n").map(String.init)
    }
    return LessonReader.read(path: path, bytes: bytes).cells.map(\.code.text)
  }

  @Sendable private static func check(_ cell: String) -> String? {
    let session = Session(catalog: Prelude.catalog(), sink: Nowhere())
    for finding in session.check(cell).diagnostics
    where finding.range.lower > finding.range.upper || finding.range.upper > cell.utf8.count + 1 {
      return "a finding stands outside the cell: \(finding.message)"
    }
    _ = session.check("let after = 1")
    return nil
  }

  @Sendable private static func execute(_ program: String) -> String? {
    let session = Session(catalog: Prelude.catalog(), sink: Nowhere())
    let cell = session.check(program)
    if let error = cell.diagnostics.first(where: { $0.severity == .error }) {
      return "a well-typed program is refused: \(error.message)"
    }
    _ = session.run(cell, within: Budget(memory: 1 << 26, depth: 200))
    return nil
  }
}

/// Takes a little of what cells show, and then no more.
private final class Nowhere: OutputSink {
  private var bytes = 0

  func print(_ text: String) throws { try charge(text.utf8.count) }

  func display(_ value: RawValue, as type: Type, describer: Describer) throws {
    try charge(try Prelude.output(of: value, as: type, describer: describer).text.utf8.count)
  }

  private func charge(_ count: Int) throws(Fault) {
    bytes += count
    if bytes > 1 << 20 { throw Fault(.outputLimit, "enough") }
  }
}

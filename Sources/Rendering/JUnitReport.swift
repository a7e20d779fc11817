import Diagnostics
import LessonText
import Running

/// Test results as XML, in the form that JUnit gave them and that build servers read.
///
/// A lesson is a suite; each cell that is to be run is a case, and so is what stands outside of cells.
public enum JUnitReport {
  /// The `testsuite` of one lesson.
  ///
  /// - Parameter differences: the text for a cell whose output differs.
  public static func suite(
    _ test: LessonTest, showsTimes: Bool = true, difference: (LessonTest.CellTest) -> String
  ) -> String {
    var out = OutputBuffer()
    let seconds = test.cells.reduce(0) { $0 + $1.result.seconds }
    out.raw("  <testsuite")
    out.attribute("name", test.lesson.file.path)
    out.attribute("tests", String(test.cells.count + (test.otherFailures.isEmpty ? 0 : 1)))
    out.attribute("failures", String(test.cells.count { $0.hasFailed } + (test.otherFailures.isEmpty ? 0 : 1)))
    out.attribute("skipped", String(test.skippedCount))
    if showsTimes { out.attribute("time", time(seconds)) }
    out.raw(">\n")
    for cell in test.cells { testCase(cell, test, showsTimes, difference, &out) }
    if !test.otherFailures.isEmpty { prose(test, &out) }
    out.raw("  </testsuite>\n")
    return out.text
  }

  /// The `testsuite` of a lesson that could not be run to its end.
  public static func suite(of path: String, error: String) -> String {
    var out = OutputBuffer()
    out.raw("  <testsuite")
    out.attribute("name", path)
    out.raw(" tests=\"1\" errors=\"1\">\n    <testcase")
    out.attribute("classname", path)
    out.raw(" name=\"lesson\">\n")
    element("error", error, "", &out)
    out.raw("    </testcase>\n  </testsuite>\n")
    return out.text
  }

  /// The whole document.
  public static func document(_ suites: [String]) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tangent\">\n" + suites.joined() + "</testsuites>\n"
  }

  private static func testCase(
    _ cell: LessonTest.CellTest, _ test: LessonTest, _ showsTimes: Bool, _ difference: (LessonTest.CellTest) -> String,
    _ out: inout OutputBuffer
  ) {
    let source = test.lesson.cells[cell.index]
    out.raw("    <testcase")
    out.attribute("classname", test.lesson.file.path)
    out.attribute("name", source.options.label ?? "cell \(cell.index + 1)")
    out.attribute("line", String(test.lesson.file.line(at: source.range.lower)))
    out.attribute("assertions", String(cell.result.checks + (cell.output == nil ? 0 : 1)))
    if showsTimes { out.attribute("time", time(cell.result.seconds)) }
    out.raw(">\n")
    switch cell.result.status {
    case .failed: failure(cell.result.diagnostics, test, &out)
    case .skipped: element("skipped", cell.result.diagnostics.first?.message ?? "", nil, &out)
    case .ok, .unevaluated: break
    }
    if cell.output?.holds == false {
      element("failure", cell.difference(in: test.lesson).message, difference(cell), &out)
    }
    out.raw("    </testcase>\n")
  }

  private static func prose(_ test: LessonTest, _ out: inout OutputBuffer) {
    out.raw("    <testcase")
    out.attribute("classname", test.lesson.file.path)
    out.raw(" name=\"prose\">\n")
    failure(test.otherFailures, test, &out)
    out.raw("    </testcase>\n")
  }

  private static func failure(_ findings: [Diagnostic], _ test: LessonTest, _ out: inout OutputBuffer) {
    let printer = CaretPrinter()
    let text = findings.map { printer.text(of: $0, in: test.lesson.file) }.joined(separator: "\n")
    let error = findings.first { $0.severity == .error } ?? findings.first
    element("failure", error?.message ?? "", text, &out)
  }

  private static func element(_ name: String, _ message: String, _ text: String?, _ out: inout OutputBuffer) {
    out.raw("      <\(name)")
    out.attribute("message", message)
    guard let text, !text.isEmpty else { return out.raw("/>\n") }
    out.raw(">")
    out.text(text)
    out.raw("</\(name)>\n")
  }

  private static func time(_ seconds: Double) -> String { "\((seconds * 1e6).rounded() / 1e6)" }
}

extension OutputBuffer {
  fileprivate mutating func attribute(_ name: String, _ value: String) {
    raw(" \(name)=\"")
    attribute(value)
    raw("\"")
  }
}

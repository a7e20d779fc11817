import Foundation
import Testing

/// What a command wrote, and the status it left with.
struct Outcome {
  var output: String
  var error: String
  var status: Int32

  /// One JSON document of its standard output.
  func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> LessonDocument {
    try JSONDecoder().decode(LessonDocument.self, from: Data(output.utf8))
  }
}

/// The built `tangent` command: beside the test bundle, or where `TANGENT` says.
private let command: URL = {
  if let path = ProcessInfo.processInfo.environment["TANGENT"] { return URL(fileURLWithPath: path) }
  let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
  let tests = bundle ?? URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
  return tests.deletingLastPathComponent().appendingPathComponent("tangent")
}()

/// For tests that start the command in a way of their own.
var tangentPath: String { command.path }

/// Runs `tangent` with its output in files, which cannot fill up as pipes can.
///
/// - Parameter output: a file to use as standard output instead, such as `/dev/full`.
func tangent(
  _ arguments: [String], in folder: URL? = nil, output: String? = nil, environment: [String: String] = [:]
) throws -> Outcome {
  let scratch = try Folder()
  defer { scratch.remove() }
  let process = Process()
  process.executableURL = command
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let files = [output.map { URL(fileURLWithPath: $0) } ?? scratch["output"], scratch["error"]]
  for file in files where !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = try FileHandle(forWritingTo: files[0])
  process.standardError = try FileHandle(forWritingTo: files[1])
  try process.run()
  process.waitUntilExit()
  return Outcome(
    output: output == nil ? try scratch.text("output") : "", error: try scratch.text("error"),
    status: process.terminationStatus)
}

func tangent(_ arguments: String..., in folder: URL? = nil) throws -> Outcome {
  try tangent(arguments, in: folder)
}

/// A folder of its own for one test.
struct Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("tangent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  subscript(name: String) -> URL { url.appendingPathComponent(name) }

  /// Writes a lesson; gives its name.
  @discardableResult
  func write(_ text: String, as name: String = "lesson.md") throws -> String {
    try Data(text.utf8).write(to: self[name])
    return name
  }

  func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: self[name]), as: UTF8.self) }

  /// The names of everything in it.
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }

  func remove() { try? FileManager.default.removeItem(at: url) }
}

/// A lesson that runs well.
let sound = """
  # Sound

  ```swift
  print("one")
  1 + 1
  ```

  """

/// A lesson with a cell that fails.
let failing = """
  # Failing

  ```swift
  let zero = 0
  1 / zero
  ```

  """

/// Compares `text` with a file.
///
/// With `RECORD_GOLDEN=1` in the environment the file is written, and the test still fails.
func expectGolden(_ text: String, _ file: URL, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let name = file.deletingLastPathComponent().lastPathComponent + "/" + file.lastPathComponent
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  guard text != expected else { return }
  let changes = text.components(separatedBy: "\n").difference(from: expected.components(separatedBy: "\n"))
  let lines = changes.map { change in
    switch change {
    case .remove(let line, let text, _): "\(line + 1) - \(text)"
    case .insert(let line, let text, _): "\(line + 1) + \(text)"
    }
  }
  Issue.record("\(name) differs:\n\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

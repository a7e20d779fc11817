import Foundation
import Prelude
import Testing

/// The catalog against the library and the Swift compiler: what a cell can say, a Swift program can.
@Suite struct LibraryTests {
  /// Names that a program has of Foundation.
  private static let foundation = [
    "CharacterSet", "capitalized", "components", "format:", "padding", "replacingOccurrences", "trimmingCharacters",
  ]

  /// Every example of the catalog is a program over the library.
  @Test func examplesCompile() throws {
    let examples = Array(Set(Prelude.catalog().entries.map(\.example).filter { !$0.isEmpty })).sorted()
    for needsFoundation in [false, true] {
      let program = examples.filter { example in
        Self.foundation.contains { example.contains($0) } == needsFoundation
      }
      let complaints = try Self.complaints(about: program, imports: needsFoundation ? ["Foundation"] : [])
      #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    }
  }

  /// What the compiler says against each example, in one run of it.
  private static func complaints(about examples: [String], imports: [String]) throws -> [String] {
    var lines = (["Tangent"] + imports).map { "import \($0)" }
    var owners = lines.map { _ in "" }
    for (number, example) in examples.enumerated() {
      let text =
        "func example\(number)() throws {\nlet x = symbol(\"x\"), y = symbol(\"y\")\n_ = (x, y)\n\(example)\n}"
      let added = text.components(separatedBy: "\n")
      lines += added
      owners += added.map { _ in example }
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("examples-\(UUID().uuidString).swift")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try typeCheck(file).split(separator: "\n").compactMap { line in
      guard let range = line.range(of: ".swift:"), let error = line.range(of: ": error: ") else { return nil }
      let number = line[range.upperBound...].prefix { $0.isNumber }
      return "\(owners[(Int(number) ?? 1) - 1]): \(line[error.upperBound...])"
    }
  }

  /// The compiler's words on a file, read with the modules that were built for the tests; nothing is built.
  private static func typeCheck(_ file: URL) throws -> String {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let tests = bundle ?? URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let built = tests.deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["swiftc", "-typecheck", "-suppress-warnings", "-swift-version", "5", "-diagnostic-style=llvm"]
      + ["-I", built.appendingPathComponent("Modules").path]
      + ["COpenBLAS", "CGraphviz"].flatMap {
        ["-Xcc", "-fmodule-map-file=\(built.path)/\($0).build/module.modulemap"]
      } + [file.path]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // A compiler that stops without a place has something against all of them.
    return process.terminationStatus == 0 || text.contains(".swift:") ? text : "all.swift:1: error: \(text)"
  }
}

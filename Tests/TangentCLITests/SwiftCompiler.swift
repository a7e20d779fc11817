import Foundation

/// The real Swift compiler, as an oracle.
enum SwiftCompiler {
  /// What it says about a program over the library, read with the modules that were built for the tests; nothing is
  /// built. Empty where the program is sound.
  static func complaints(about file: URL) throws -> String {
    let built = URL(fileURLWithPath: tangentPath).deletingLastPathComponent()
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
    if process.terminationStatus == 0 { return "" }
    // A compiler that stops without a place has something against all of it.
    return text.contains(".swift:")
      ? text : "\(file.lastPathComponent):1: error: status \(process.terminationStatus): \(text)"
  }
}

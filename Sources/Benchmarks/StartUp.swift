import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A whole `tangent run LESSON -o REPORT`, against an interpreter that starts and does nothing.
struct StartUp {
  let tangent: String
  let python: String

  private static let rounds = 31
  private static let memoryLimit = 35.0

  func run() throws {
    let folder = try temporaryFolder()
    let empty = folder + "/empty.md"
    try write("# Nothing\n", to: empty)
    try measure(empty, name: "an empty lesson", limit: 0.45, folder)
    for lesson in try lessons() { try measure("Lessons/" + lesson, name: lesson, limit: 1.0, folder) }
  }

  private func measure(_ lesson: String, name: String, limit: Double, _ folder: String) throws {
    let ours = Command(tangent, "run", lesson, "-o", folder + "/report.html")
    let duel = try Duel(ours, Command(python, "-c", "pass"), rounds: StartUp.rounds)
    let times =
      "\(milliseconds(median(duel.first.map(\.seconds)))) / \(milliseconds(median(duel.second.map(\.seconds))))"
    Row(
      name: "\(name) to HTML / python3 -c pass", figure: "\(formatted(duel.ratio, significantDigits: 3))  (\(times))",
      target: "at most \(limit)", isMet: duel.ratio <= limit
    ).print()
    let peak = duel.first.map(\.peakMegabytes).max() ?? 0
    Row(
      name: "  peak memory", figure: "\(formatted(peak, significantDigits: 3)) MB",
      target: "at most \(formatted(StartUp.memoryLimit, significantDigits: 2)) MB", isMet: peak <= StartUp.memoryLimit
    ).print()
  }

  private func lessons() throws -> [String] {
    guard let folder = opendir("Lessons") else { throw CommandFailure(description: "run this in the project's folder") }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".md") { names.append(name) }
    }
    return names.sorted()
  }
}

func temporaryFolder() throws -> String {
  var template = Array("/tmp/tangent-benchmark-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw CommandFailure(description: "no temporary folder") }
  return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

func write(_ text: String, to path: String) throws {
  guard let file = fopen(path, "w") else { throw CommandFailure(description: "cannot write \(path)") }
  fputs(text, file)
  fclose(file)
}

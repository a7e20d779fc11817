import Foundation
import Testing

@Suite struct NewTests {
  /// What a new author is given is sound, whatever the title, and `--accept` changes nothing in it.
  @Test(arguments: ["Slopes: a \"first\" look", "yes", "# 1", "Größe 'x'", "a\nb", "C:\\x", " blank", "{x}", "true"])
  func lesson(_ title: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let outcome = try tangent("new", "slopes", "--title", title, in: folder.url)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("wrote slopes.md\n\n") && outcome.error == "")
    let text = try folder.text("slopes.md")
    #expect(
      try tangent("check", "--strict", "slopes.md", in: folder.url).output == "slopes.md: 3 cells, nothing wrong\n")
    #expect(try tangent("test", "slopes.md", "--accept", in: folder.url).status == 0)
    #expect(try folder.text("slopes.md") == text)
    let dump = try tangent("run", "slopes.md", "--dump", "lesson", in: folder.url).output
    #expect(dump.hasPrefix("title: \(title)\n"))
  }

  /// A name, the file, and the title made of it.
  @Test(arguments: [
    ("chain-rule", "chain-rule.md", "Chain rule"), ("more/limits.md", "more/limits.md", "Limits"),
    ("My first lesson", "My-first-lesson.md", "My first lesson"), ("3", "3.md", "3"),
  ]) func names(_ name: String, _ file: String, _ title: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try FileManager.default.createDirectory(at: folder["more"], withIntermediateDirectories: true)
    #expect(try tangent("new", name, in: folder.url).output.hasPrefix("wrote \(file)\n"))
    #expect(try tangent("run", file, "--dump", "lesson", in: folder.url).output.hasPrefix("title: \(title)\n"))
  }

  /// Nothing is lost, and nothing is left behind.
  @Test(arguments: [
    ("slopes", "there is 'slopes.md' already; it stays as it is", 3), ("a/b", "there is no folder 'a'", 3),
    ("slopes.md/b", "cannot write 'slopes.md/b.md': Not a directory", 3), ("a/", "'tangent new a/slopes'", 2),
    ("..", "'..' names no lesson", 2), ("", "'' names no lesson", 2), (".md", "names no lesson", 2),
    ("/dev/full/x", "cannot write '/dev/full/x.md': Not a directory", 3), ("/proc/x", "cannot write '/proc/x.md'", 3),
    (String(repeating: "x", count: 300), "File name too long", 3),
  ]) func refusals(_ name: String, _ message: String, _ status: Int32) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("mine", as: "slopes.md")
    let outcome = try tangent("new", name, in: folder.url)
    #expect(outcome.status == status && outcome.error.contains(message) && outcome.output == "", "\(outcome.error)")
    #expect(try folder.names == ["slopes.md"] && folder.text("slopes.md") == "mine")
  }

  // MARK: Completions

  @Test(arguments: ["bash", "zsh", "fish"]) func completions(_ shell: String) throws {
    let outcome = try tangent("--generate-completion-script", shell)
    #expect(outcome.status == 0 && outcome.error == "")
    #expect(["check", "junit", "build", "html"].allSatisfy(outcome.output.contains))
    #expect(try tangent("--generate-completion-script=\(shell)").output == outcome.output)
  }

  @Test func unknownShell() throws {
    let outcome = try tangent("--generate-completion-script", "csh")
    #expect(outcome.status == 2 && outcome.error.contains("takes one of bash, zsh, fish"))
  }

  /// What bash offers for a line.
  @Test(arguments: [
    ("tangent che", "check"), ("tangent help bui", "build"), ("tangent check --js", "--json"),
    ("tangent run a.md --to h", "html"), ("tangent run --dump b", "bytecode"), ("tangent check le", ""),
  ]) func bash(_ line: String, _ expected: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write(tangent("--generate-completion-script", "bash").output, as: "script")
    let words = line.split(separator: " ")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c",
      """
      source ./script; COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
      _tangent; echo "${COMPREPLY[@]}"
      """,
    ]
    process.currentDirectoryURL = folder.url
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: output, as: UTF8.self) == expected + "\n")
  }
}

import Foundation
import Testing

@Suite struct MisuseTests {
  /// Arguments, a part of the message.
  @Test(arguments: [
    ("", "USAGE: tangent <subcommand>"),
    ("frobnicate", "Unexpected argument 'frobnicate'"),
    ("run", "Missing expected argument '<lesson> ...'"),
    ("run a.md --fast", "Unknown option '--fast'"),
    ("run a.md -o", "Missing value for '-o <file>'"),
    ("run a.md --to pdf", "The value 'pdf' is invalid for '--to <format>'"),
    ("run a.md -o report.pdf", "the ending of 'report.pdf' stands for no format; say which with --to"),
    ("run a.md b.md -o report.html", "-o takes one lesson"),
    ("run a.md --open", "--open needs -o FILE"),
    ("run a.md --dump lesson -o x.txt", "--dump prints to standard output"),
    ("run a.md --dump everything", "The value 'everything' is invalid"),
    ("run a.md -P rate", "The value 'rate' is invalid for '-P <name=value>'"),
    ("run a.md -P =1", "The value '=1' is invalid"),
    ("run a.md -o --to text", "Missing value for '-o <file>'"),
    ("run a.md --no-times=yes", "'--no-times' takes no value"),
    ("help nobody", "Unexpected argument 'nobody'"),
    ("eval", "Missing expected argument '<cell>'"),
    ("eval 1 2", "Unexpected argument '2'"),
  ]) func misuse(_ line: String, _ message: String) throws {
    let outcome = try tangent(line)
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.error.contains(message) && outcome.error.hasSuffix("\n"), "\(outcome.error)")
  }

  @Test(arguments: [
    ("--help", "Example: tangent run Lessons/"), ("help", "Example: tangent run Lessons/"),
    ("run --help", "Example: tangent run Lessons/chain-rule-and-gradient.md -o report.html"),
    ("help eval", "Example: tangent eval 'diff(sin(x ** 2), x)'"), ("eval -h", "USAGE: tangent eval"),
    ("check --help", "Example: tangent check Lessons/*.md --fix"), ("help test", "[--accept [all]]"),
  ]) func help(_ line: String, _ part: String) throws {
    let outcome = try tangent(line)
    #expect(outcome.status == 0 && outcome.error == "" && outcome.output.contains(part))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 130 })
  }

  /// Every verb's help shows how it is used.
  @Test func everyHelpHasAnExample() throws {
    let list = try tangent("help").output.split(separator: "SUBCOMMANDS:").last?.split(separator: "\n") ?? []
    let verbs = list.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.prefix { !$0.contains("See ") }
      .compactMap { $0.split(separator: " ").first }
    #expect(verbs.count >= 7)
    for verb in verbs {
      #expect(try tangent("\(verb) --help").output.contains("Example: tangent \(verb) "), "\(verb)")
    }
    #expect(try tangent("biuld x").error.contains("did you mean 'build'?"))
  }

  /// Ways to write an option, and an operand that looks like one.
  @Test(arguments: [
    "eval 1+1 --to text", "eval --to=text 1+1", "eval 1+1 --to json --to text", "eval --to text --no-times -- 1+1",
  ]) func options(_ line: String) throws { #expect(try tangent(line).output == "2\n") }

  @Test func operandsThatLookLikeOptions() throws {
    #expect(try tangent("eval -- -x").output == "-x\n")
    #expect(try tangent("eval -1").output == "-1\n")
  }

  private func tangent(_ line: String) throws -> Outcome {
    try TangentCLITests.tangent(line.split(separator: " ").map(String.init))
  }
}

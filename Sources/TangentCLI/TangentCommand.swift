import CHeap
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The `tangent` command.
@main
enum TangentCommand {
  static let verbs = [
    runVerb, checkVerb, testVerb, watchVerb, newVerb, importVerb, docVerb, evalVerb, buildVerb, verifyVerb,
    exportVerb,
  ]

  static func main() {
    tangent_use_one_heap()
    // Nothing is buffered, so that there is nothing to tidy up.
    _exit(status(of: CommandLine.arguments.dropFirst()).rawValue)
  }

  private static func status(of words: ArraySlice<String>) -> ExitStatus {
    guard let first = words.first else { return complain(Help.text(of: verbs)) }
    if first.hasPrefix("--generate-completion-script") { return completions(words) }
    let isHelp = first == "help"
    if Option.help.names.contains(first) || (isHelp && words.count == 1) { return show(Help.text(of: verbs)) }
    let name = isHelp ? words.dropFirst().first ?? "" : first
    guard let verb = verbs.first(where: { $0.name == name }) else {
      let match = closestMatch(to: name, in: verbs.map(\.name))
      let hint = match.map { "; did you mean '\($0)'?" } ?? ""
      return complain("Error: Unexpected argument '\(name)'\(hint)\n\nUSAGE: tangent <subcommand>")
    }
    return isHelp ? show(Help.text(of: verb)) : run(verb, words.dropFirst())
  }

  /// `--generate-completion-script zsh`, with `=` or without.
  private static func completions(_ words: ArraySlice<String>) -> ExitStatus {
    let shell = words.joined(separator: "=").split(separator: "=").dropFirst().first.map(String.init) ?? ""
    if let script = Completions.script(for: shell, verbs) { return show(script) }
    return complain("Error: --generate-completion-script takes one of \(Completions.shells.joined(separator: ", "))")
  }

  private static func run(_ verb: Verb, _ words: ArraySlice<String>) -> ExitStatus {
    do throws(Misuse) {
      guard let arguments = try ArgumentReader.read(words, for: verb) else { return show(Help.text(of: verb)) }
      return try verb.run(arguments)
    } catch {
      let help = "  See 'tangent \(verb.name) --help' for more information."
      return complain("Error: \(error.message)\n\(Help.usage(of: verb))\n\(help)")
    }
  }

  private static func show(_ text: String) -> ExitStatus {
    Terminal.output.write(text.visible(keeping: ["\n"]) + "\n") ? .success : .fileError
  }

  private static func complain(_ text: String) -> ExitStatus {
    _ = Terminal.error.write(text.visible(keeping: ["\n"]) + "\n")
    return .misuse
  }
}

import Diagnostics
import Running

/// `tangent eval 'diff(sin(x ** 2), x)'`
let evalVerb = Verb(
  name: "eval", abstract: "Runs one cell from the command line; names that are not known become symbols.",
  example: "tangent eval 'diff(sin(x ** 2), x)'",
  operand: ("cell", "The cell: Swift statements.", isRepeated: false),
  options: [Format.option, Format.timeOption] + LimitOptions.all,
  run: { arguments throws(Misuse) in
    let format = try Format(of: arguments, for: nil)
    var options = Runner.Options()
    options.freeNamesAreSymbols = true
    options.limits = try LimitOptions.limits(arguments)
    return evaluate(
      arguments.operands[0], Report(format: format, path: nil, showsTimes: !arguments.has("--no-times")), options)
  })

private func evaluate(_ cell: String, _ report: Report, _ options: Runner.Options) -> ExitStatus {
  let write = { @Sendable (transcript: Transcript) in
    report.format == .text ? report.writeOutputs(transcript) : report.write(transcript)
  }
  return ExitStatus { () throws(Fault) in
    try LessonRun(.cell(cell), options: options)
      .run(finish: { transcript, _ in write(transcript) }, salvage: { _ = write($0) })
  }
}

import Diagnostics
import Running
import Serving

/// `tangent watch LESSON...`
let watchVerb = Verb(
  name: "watch", abstract: "Shows lessons in the browser, anew at each save; only what changed runs again.",
  example: "tangent watch Lessons/chain-rule-and-gradient.md",
  operand: ("lesson", "The lessons: Markdown files.", isRepeated: true),
  options: [
    Option(
      names: ["--port"], value: "number",
      help: "The port on this machine (\(PreviewServer.usualPort), or any where that is taken)."),
    Option(names: ["--no-open"], value: nil, help: "Only say where the preview is, and open no browser."),
  ],
  run: { arguments throws(Misuse) in
    let port = try arguments.value("--port").map { text throws(Misuse) in
      guard let port = UInt16(text) else {
        throw Misuse("The value '\(text)' is invalid for '--port <number>': it is a number up to 65535")
      }
      return port
    }
    return watch(arguments.operands, port: port, opens: !arguments.has("--no-open"))
  })

private func watch(_ lessons: [String], port: UInt16?, opens: Bool) -> ExitStatus {
  ExitStatus { () throws(Fault) in
    // A name that was mistyped would wait for its file for ever.
    for lesson in lessons { _ = try readFile(lesson) }
    let server = try PreviewServer(lessons: lessons, port: port)
    let what = lessons.count == 1 ? lessons[0].visible() + " is" : "\(lessons.count) lessons are"
    try Terminal.write("\(what) shown at \(server.address) (Ctrl-C ends it)\n")
    if opens, !Browser.open(server.address) { Terminal.complain("no browser could be opened") }
    server.run()
    return .success
  }
}

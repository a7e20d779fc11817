import ArgumentParser
import Diagnostics
import LessonText
import Rendering
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process tells its caller.
enum ExitStatus: Int32, Comparable, Sendable {
  case success = 0
  case failed = 1
  case misuse = 2
  case fileError = 3

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The formats of a report.
enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, html, json

  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The format that a file's ending stands for.
  init?(ending path: String?) {
    guard let path, let dot = path.lastIndex(of: ".") else { return nil }
    switch path[path.index(after: dot)...] {
    case "html", "htm": self = .html
    case "json": self = .json
    case "txt", "text": self = .text
    default: return nil
    }
  }
}

/// The stages that `--dump` prints.
enum Stage: String, CaseIterable, ExpressibleByArgument, Sendable {
  case lesson, bytecode
}

/// Where a transcript goes, and in which form.
struct Report: Sendable {
  var format: Format
  var path: String?
  var showsTimes: Bool

  func write(_ transcript: Transcript) -> ExitStatus {
    let text = render(transcript)
    guard let path else {
      Terminal.write(text)
      return status(of: transcript)
    }
    do throws(Fault) {
      try writeAtomically(Array(text.utf8), to: path)
    } catch {
      Terminal.complain(error.message)
      return .fileError
    }
    Terminal.report(transcript, path: path)
    return status(of: transcript)
  }

  private func render(_ transcript: Transcript) -> String {
    switch format {
    case .html: return HTMLRenderer().render(transcript)
    case .json: return JSONRenderer(showsTimes: showsTimes).render(transcript)
    case .text: return terminal.render(transcript)
    }
  }

  /// A file gets plain text of ordinary width; so does a pipe.
  private var terminal: TerminalRenderer {
    let isFile = path != nil
    return TerminalRenderer(
      columns: isFile ? 80 : Terminal.columns, color: !isFile && Terminal.hasColor,
      isPlain: isFile || !Terminal.isTerminal, showsTimes: showsTimes)
  }

  /// The outputs alone, as `tangent eval` shows them.
  func writeOutputs(_ transcript: Transcript) -> ExitStatus {
    let text = terminal.outputs(of: transcript)
    if !text.isEmpty { Terminal.write(text) }
    Terminal.complain(transcript)
    return status(of: transcript)
  }

  private func status(of transcript: Transcript) -> ExitStatus { transcript.hasFailed ? .failed : .success }

  static func dump(_ stage: Stage, _ transcript: Transcript, _ runner: Runner) -> ExitStatus {
    switch stage {
    case .lesson: Terminal.write(transcript.lesson.dump())
    case .bytecode: Terminal.write(runner.listing)
    }
    return transcript.hasFailed ? .failed : .success
  }
}

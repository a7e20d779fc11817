import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ten small programs in a cell, against the same in other interpreters; each program times itself.
///
/// CPython is asked for; Lua and LuaJIT without its compiler take part where they are installed.
struct Interpreters {
  let tangent: String
  let python: String

  private static let rounds = 3

  private enum Peer: CaseIterable {
    case python, lua, luaJIT

    var name: String {
      switch self {
      case .python: "CPython"
      case .lua: "Lua"
      case .luaJIT: "LuaJIT -joff"
      }
    }

    /// The geometric mean of the ratios that is asked for.
    var target: Double {
      switch self {
      case .python: 6
      case .lua: 2.5
      case .luaJIT: 1.5
      }
    }
  }

  func run() throws {
    let folder = try temporaryFolder()
    var ratios: [Peer: [Double]] = [:]
    for program in InterpreterProgram.all {
      let ours = try Self.best { try cell(program, folder) }
      var parts: [String] = []
      for peer in Peer.allCases {
        guard let command = try command(peer, program, folder) else { continue }
        let theirs = try Self.best { Double(try command.run().output.split(separator: "\n").first ?? "") ?? .nan }
        ratios[peer, default: []].append(theirs / ours)
        parts.append("\(peer.name) \(formatted(theirs / ours, significantDigits: 3))")
      }
      let slowest = ratios.values.compactMap(\.last).min() ?? .nan
      Row(
        name: program.name + ", others / a cell", figure: "\(milliseconds(ours)): \(parts.joined(separator: ", "))",
        target: "at least 1", isMet: slowest >= 1
      ).print()
    }
    for peer in Peer.allCases {
      guard let list = ratios[peer] else { continue }
      let mean = exp(list.map { log($0) }.reduce(0, +) / Double(list.count))
      Row(
        name: "ten programs, \(peer.name) / a cell", figure: formatted(mean, significantDigits: 3),
        target: "at least \(peer.target)", isMet: mean >= peer.target
      ).print()
    }
  }

  private static func best(_ measure: () throws -> Double) throws -> Double {
    try (0..<rounds).map { _ in try measure() }.min() ?? .nan
  }

  private func cell(_ program: InterpreterProgram, _ folder: String) throws -> Double {
    let path = folder + "/program.md"
    try write("```swift\n\(program.cell)\nwork()\n```\n", to: path)
    let json = try Command(tangent, "run", path, "--to", "json").run().output
    guard let seconds = FloatLoop.seconds(in: json) else { throw CommandFailure(description: "no time in \(json)") }
    return seconds
  }

  private func command(_ peer: Peer, _ program: InterpreterProgram, _ folder: String) throws -> Command? {
    switch peer {
    case .python:
      let timing = "from time import perf_counter\nstart = perf_counter()\nwork()\nprint(perf_counter() - start)\n"
      return Command(python, "-c", program.python + "\n" + timing)
    case .lua, .luaJIT:
      guard let tool = Tool.installed(peer == .lua ? "lua5.4" : "luajit") else { return nil }
      let path = folder + "/program.lua"
      try write(program.lua + "\nlocal start = os.clock()\nwork()\nprint(os.clock() - start)\n", to: path)
      return peer == .lua ? Command(tool, path) : Command(tool, "-joff", path)
    }
  }
}

#if canImport(Glibc)
  import Foundation
  import Glibc
  import Testing

  @Suite struct TerminalTests {
    /// The environment, and whether a terminal gets colours.
    @Test(arguments: [
      (["TERM": "xterm", "NO_COLOR": ""], true), (["TERM": "dumb", "NO_COLOR": ""], false),
      (["TERM": "xterm", "NO_COLOR": "1"], false),
    ]) func colors(_ environment: [String: String], _ isColored: Bool) throws {
      let terminal = try #require(PseudoTerminal())
      let folder = try Folder()
      defer { folder.remove() }
      let lesson = try folder.write(failing)
      let outcome = try tangent(["run", lesson], in: folder.url, output: terminal.path, environment: environment)
      let shown = terminal.text()
      #expect(outcome.status == 1 && outcome.error == "" && shown.contains("division by zero"))
      #expect(shown.contains("\u{1B}[") == isColored, "\(shown)")
    }

    /// On a terminal mathematics is set; a pipe gets text that reads back as the same expression.
    @Test func formulas() throws {
      let terminal = try #require(PseudoTerminal())
      let environment = ["TERM": "xterm", "NO_COLOR": "1"]
      #expect(try tangent(["eval", "x ** 2"], output: terminal.path, environment: environment).status == 0)
      #expect(terminal.text() == "x²\r\n")
      #expect(try tangent("eval", "x ** 2").output == "x ** 2\n")
    }
  }

  /// A terminal without a screen.
  private final class PseudoTerminal {
    let path: String
    private let controller: Int32
    /// Held open, so that what was written can be read after the writer is gone.
    private let terminal: Int32

    init?() {
      var (controller, terminal): (Int32, Int32) = (-1, -1)
      var name = [CChar](repeating: 0, count: 128)
      guard openpty(&controller, &terminal, &name, nil, nil) == 0 else { return nil }
      path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      self.controller = controller
      self.terminal = terminal
      _ = fcntl(controller, F_SETFL, O_NONBLOCK)
    }

    deinit {
      close(terminal)
      close(controller)
    }

    /// What has been written to it, up to the kernel's buffer of some thousand bytes.
    func text() -> String {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        let count = read(controller, &buffer, buffer.count)
        if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += buffer[..<count]
      }
    }
  }
#endif

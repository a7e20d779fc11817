#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures Tangent against its targets, each a ratio of two commands run in turn:
///
///     swift build -c release --static-swift-stdlib && .build/release/Benchmarks
///
/// Run it from the project's folder. Absolute times on shared machines say little; the ratios hold.
/// `Benchmarks symbolic` measures the algebra alone, `Benchmarks formulas` the typesetting. `PEERS_PYTHON` names a Python that has SymEngine, SymPy and
/// Matplotlib.
@main
enum Benchmarks {
  static func main() throws {
    let tangent = try Tool.beside("tangent")
    let python = "/usr/bin/python3"
    if CommandLine.arguments.dropFirst() == ["formulas"] { return FormulaSpeed().run() }
    if CommandLine.arguments.dropFirst() == ["symbolic"] { return try Symbolic(python: peers ?? python).run() }
    try StartUp(tangent: tangent, python: python).run()
    try FloatLoop(tangent: tangent, python: python).run()
    try Interpreters(tangent: tangent, python: python).run()
    try Symbolic(python: peers ?? python).run()
    try FigureSpeed(python: peers ?? python).run()
    FormulaSpeed().run()
  }

  private static var peers: String? { getenv("PEERS_PYTHON").map { String(cString: $0) } }
}

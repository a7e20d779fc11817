/// Measures Tangent against its targets, each a ratio of two commands run in turn:
///
///     swift build -c release --static-swift-stdlib && .build/release/Benchmarks
///
/// Run it from the project's folder. Absolute times on shared machines say little; the ratios hold.
@main
enum Benchmarks {
  static func main() throws {
    let tangent = try Tool.beside("tangent")
    let python = "/usr/bin/python3"
    try StartUp(tangent: tangent, python: python).run()
    try FloatLoop(tangent: tangent, python: python).run()
  }
}

import Diagnostics

/// Ten million rounds of floating-point arithmetic in a cell, against the same in CPython; both time themselves.
struct FloatLoop {
  let tangent: String
  let python: String

  private static let rounds = 5

  private static let cell = """
    ```swift
    var s = 0.0
    for i in 0..<10_000_000 { s += Double(i) * 0.5 + 1.0 / Double(i + 1) }
    s
    ```

    """

  private static let script = """
    from time import perf_counter
    def loop():
        s = 0.0
        for i in range(10_000_000):
            s += i * 0.5 + 1.0 / (i + 1)
        return s
    start = perf_counter()
    loop()
    print(perf_counter() - start)
    """

  func run() throws {
    let folder = try temporaryFolder()
    try write(FloatLoop.cell, to: folder + "/loop.md")
    let ours = Command(tangent, "run", folder + "/loop.md", "--to", "json")
    let duel = try Duel(Command(python, "-c", FloatLoop.script), ours, rounds: FloatLoop.rounds)
    let theirs = duel.first.compactMap { Double($0.output.split(separator: "\n").first ?? "") }
    let cells = duel.second.compactMap { FloatLoop.seconds(in: $0.output) }
    let ratio = median(zip(theirs, cells).map { $0 / $1 })
    Row(
      name: "floating-point loop, CPython / a cell",
      figure:
        "\(formatted(ratio, significantDigits: 3))  (\(milliseconds(median(theirs))) / \(milliseconds(median(cells))))",
      target: "at least 10", isMet: ratio >= 10
    ).print()
  }

  /// The `seconds` of the only cell.
  static func seconds(in json: String) -> Double? {
    guard let key = json.firstRange(of: "\"seconds\":") else { return nil }
    return Double(json[key.upperBound...].drop { $0 == " " }.prefix { $0.isNumber || ".e-+".contains($0) })
  }
}

import CellLanguage
import Prelude
import Testing

/// Changing an array in a loop must not copy it each time: what is allocated is what it grows to, not 5,000 copies.
@Suite struct UniquenessTests {
  static let programs: [(name: String, text: String)] = [
    ("top level", "var xs: [Int] = []\nfor k in 0..<5000 { xs.append(k) }\nprint(xs.count)"),
    ("element", "var xs = [Int](repeating: 0, count: 5000)\nfor k in 0..<5000 { xs[k] = k }\nprint(xs.count)"),
    (
      "function",
      "func f() -> [Int] {\nvar xs: [Int] = []\nfor k in 0..<5000 { xs.append(k) }\nreturn xs\n}\nprint(f().count)"
    ),
    (
      "global in function",
      "var xs: [Int] = []\nfunc add(_ k: Int) { xs.append(k) }\nfor k in 0..<5000 { add(k) }\nprint(xs.count)"
    ),
    (
      "closure",
      "var xs: [Int] = []\nlet add = { (k: Int) in xs.append(k) }\nfor k in 0..<5000 { add(k) }\nprint(xs.count)"
    ),
    (
      "captured",
      """
      func f() -> Int {
        var xs: [Int] = []
        func add(_ k: Int) { xs.append(k) }
        for k in 0..<5000 { add(k) }
        return xs.count
      }
      print(f())
      """
    ),
    ("nested", "var xs: [[Int]] = [[]]\nfor k in 0..<5000 { xs[0].append(k) }\nprint(xs[0].count)"),
    (
      "property",
      """
      struct S {
        var xs: [Int] = []
        mutating func add(_ k: Int) { xs.append(k) }
      }
      var s = S()
      for k in 0..<2500 {
        s.add(k)
        s.xs.append(k)
      }
      print(s.xs.count)
      """
    ),
    (
      "copy left by continue",
      """
      var xs: [Int] = []
      for k in 0..<5000 {
        for _ in 0..<1 {
          let copy = xs
          if copy.count >= 0 { continue }
        }
        xs.append(k)
      }
      print(xs.count)
      """
    ),
    (
      "copy left by break",
      """
      func f() -> Int {
        var xs: [Int] = []
        for k in 0..<5000 {
          while true {
            let copy = xs
            if copy.count >= 0 { break }
          }
          xs.append(k)
        }
        return xs.count
      }
      print(f())
      """
    ),
    (
      "copy left by if let",
      """
      var xs: [Int] = []
      func same(_ values: [Int]) -> [Int]? { values }
      for k in 0..<5000 {
        if let held = same(xs), held.count < 0 { print("no") }
        xs.append(k)
      }
      print(xs.count)
      """
    ),
    (
      "texts",
      """
      var lines = [""]
      for _ in 0..<5000 { lines[0] += "abc" }
      print(lines[0].count / 3)
      """
    ),
    (
      "joined arrays", "var xs: [Int] = []\nfor k in 0..<5000 { xs += [k] }\nprint(xs.count)"
    ),
    (
      "dictionary",
      """
      var groups = ["a": [0]]
      for k in 1..<2500 { groups["a"]!.append(k) }
      for k in 0..<2500 { groups["a", default: []][k % 100] = k; groups["b", default: []].append(k) }
      print(groups["a"]!.count + groups["b"]!.count)
      """
    ),
    (
      "removing",
      """
      var xs = Array(0..<10_000)
      var removed = 0
      while xs.count > 5000 {
        removed += xs.removeLast() > 0 ? 1 : 0
        xs.swapAt(0, 1)
      }
      print(removed)
      """
    ),
  ]

  @Test(arguments: programs.indices) func doesNotCopy(_ number: Int) throws {
    let (name, text) = UniquenessTests.programs[number]
    let output = try onLargeStack { UniquenessTests.output(of: text) }
    #expect(output == "5000\n", "\(name): \(output)")
  }

  private static func output(of text: String) -> String {
    let sink = Lines()
    let session = Session(catalog: Prelude.catalog(), sink: sink)
    let cell = session.check(text)
    if cell.hasErrors { return "\(cell.diagnostics)" }
    let before = Session.allocatedBytes
    if let fault = session.run(cell) { return fault.fault.message }
    let allocated = Session.allocatedBytes - before
    return allocated < 4 << 20 ? sink.text : "\(allocated) bytes were allocated"
  }

  private final class Lines: OutputSink {
    var text = ""
    func print(_ text: String) throws { self.text += text }
    func display(_ value: RawValue, as type: Type, describer: Describer) throws {}
  }
}

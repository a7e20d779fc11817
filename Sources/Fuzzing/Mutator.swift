/// Makes new cells of old ones: most are wrong in one place, which is where readers of text go wrong themselves.
struct Mutator {
  private let corpus: [[UInt8]]
  private let words: [[UInt8]]
  /// Longer cells cost time and find nothing more.
  private static let longest = 8_000

  init(corpus: [String]) {
    self.corpus = corpus.map { Array($0.utf8) }
    words =
      Set(corpus.flatMap { $0.split { " \n\t".contains($0) }.map(String.init) }).sorted().map { Array($0.utf8) }
      + Self.signs.map { Array($0.utf8) }
  }

  private static let signs = [
    "(", ")", "{", "}", "[", "]", "<", ">", "\"", "\"\"\"", "\\(", "`", "?", "!", "?.", "...", "..<", "->", "=", "==",
    "&", "&&", "**", "-", ".", ",", ":", ";", "#", "@", "$0", "_", "//", "/*", "*/", "\n", "\0", "\u{1F600}", "0x",
    "1e999",
    "9223372036854775808", "func f<T>(", "struct S {", "enum E { case a", "let x =", "if case .some(let", "inout",
    "self",
    "init", "throw", "try", "async", "#if", "import", "extension", "where T: ", "indirect", "switch",
  ]

  func cell(_ random: inout Random) -> String {
    var bytes = random.pick(corpus)
    for _ in 0..<1 + random.next(4) { mutate(&bytes, &random) }
    return String(decoding: bytes.prefix(Self.longest), as: UTF8.self)
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Random) {
    let range = span(bytes, &random)
    switch random.next(8) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: bytes[range], at: random.next(bytes.count + 1))
    case 2: bytes.insert(contentsOf: random.pick(words), at: random.next(bytes.count + 1))
    case 3: bytes.replaceSubrange(range, with: random.pick(words))
    case 4:
      let other = random.pick(corpus)
      bytes.insert(contentsOf: other[span(other, &random)], at: random.next(bytes.count + 1))
    case 5: if !bytes.isEmpty { bytes[random.next(bytes.count)] = UInt8(random.next(256)) }
    case 6:
      let part = random.isOne(in: 2) ? random.pick(words) : Array(bytes[range])
      let copies = (0..<1 << random.next(8)).flatMap { _ in part }
      bytes.insert(contentsOf: copies.prefix(Self.longest), at: random.next(bytes.count + 1))
    default:
      // A piece goes elsewhere.
      let part = bytes[range]
      bytes.removeSubrange(range)
      bytes.insert(contentsOf: part, at: random.next(bytes.count + 1))
    }
  }

  private func span(_ bytes: [UInt8], _ random: inout Random) -> Range<Int> {
    let start = random.next(bytes.count + 1)
    let length = random.isOne(in: 4) ? random.next(bytes.count) : random.next(12)
    return start..<min(start + length, bytes.count)
  }
}

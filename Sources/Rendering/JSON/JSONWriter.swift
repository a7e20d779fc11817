/// Writes JSON (RFC 8259) with the keys in the order in which they are given.
struct JSONWriter {
  private var out = OutputBuffer()
  /// Whether the next key or element needs a comma before it.
  private var needsComma = false

  var text: String { out.text }

  mutating func object(_ body: (inout JSONWriter) -> Void) { enclosed("{", "}", body) }

  mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void) {
    enclosed("[", "]") { writer in
      for element in elements { body(&writer, element) }
    }
  }

  mutating func key(_ name: String) {
    separate()
    out.jsonString(name)
    out.raw(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func member(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  mutating func member(_ name: String, _ value: Int) {
    key(name)
    literal(String(value))
  }

  /// A number in its shortest form; JSON has no infinities, which become `null`.
  mutating func member(_ name: String, _ value: Double) {
    key(name)
    literal(value.isFinite ? value.description : "null")
  }

  mutating func string(_ value: String?) {
    guard let value else { return literal("null") }
    separate()
    out.jsonString(value)
    needsComma = true
  }

  /// A value that is JSON already.
  mutating func json(_ text: String) { literal(text) }

  private mutating func literal(_ text: String) {
    separate()
    out.raw(text)
    needsComma = true
  }

  private mutating func enclosed(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    out.raw(open)
    needsComma = false
    body(&self)
    out.raw(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { out.raw(UInt8(ascii: ",")) }
  }
}

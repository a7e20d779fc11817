/// A number as a line of text has it.
struct Numeral: Hashable {
  var text: String
  var value: Double
  /// The value of one unit in its last digit; `nil` for an integer.
  var unit: Double?
  /// `0.54…` or `0.54...`: there are more digits, which do not matter.
  var isOpen: Bool

  /// How far apart two numbers may be, relative to the larger one: platforms differ in the last of seventeen digits.
  static let relativeTolerance = 1e-9
  /// And how far for numbers next to nothing: the rounding of a sum of numbers near 1.
  static let absoluteTolerance = 1e-15

  /// Whether `actual` is the number that this one claims.
  ///
  /// Integers must be the same. Other numbers may differ by ``relativeTolerance`` or ``absoluteTolerance``. One that goes
  /// on with `…` claims its digits alone: `actual` begins with them or rounds to them.
  func admits(_ actual: Numeral) -> Bool {
    guard let unit else { return isOpen ? opens(actual, unit: 1) : actual.unit == nil && text == actual.text }
    if isOpen { return opens(actual, unit: unit) }
    // A number with a point is another type's than one without.
    guard actual.unit != nil else { return false }
    let scale = max(abs(value), abs(actual.value))
    return abs(value - actual.value) <= max(Self.relativeTolerance * scale, Self.absoluteTolerance)
  }

  private func opens(_ actual: Numeral, unit: Double) -> Bool {
    // For what binary fractions make of decimal ones.
    let sliver = unit * 1e-9
    guard (actual.value < 0) == (value < 0) || value == 0 || actual.value == 0 else { return false }
    let excess = abs(actual.value) - abs(value)
    return excess >= -unit / 2 - sliver && excess < unit - sliver
  }
}

/// A line as the numbers in it and what stands between them.
struct LineTokens {
  enum Token: Hashable {
    case number(Numeral)
    /// Without blanks.
    case text(String)
  }

  private(set) var tokens: [Token] = []
  private let bytes: [UInt8]
  private var position = 0

  init(_ line: String) {
    bytes = Array(line.utf8)
    while position < bytes.count {
      if isBlank(bytes[position]) {
        position += 1
      } else if let numeral = numeral() {
        tokens.append(.number(numeral))
      } else {
        tokens.append(.text(word()))
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// A letter, a digit or another part of a name.
  private func isWordPart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || isDigit(byte) || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  /// The text up to the next blank or number.
  private mutating func word() -> String {
    let start = position
    if isWordPart(bytes[position]) {
      while isWordPart(byte(position)) { position += 1 }
    } else {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The number at ``position``, unless it is a part of a word: `x2`, `2x`, `1.2.3`.
  private mutating func numeral() -> Numeral? {
    var end = position
    if byte(end) == UInt8(ascii: "-"), position == 0 || " \t[(,=:".utf8.contains(byte(position - 1)) { end += 1 }
    let digits = end
    while isDigit(byte(end)) { end += 1 }
    guard end > digits, digits == 0 || !isWordPart(byte(digits - 1)) && byte(digits - 1) != UInt8(ascii: ".") else {
      return nil
    }
    var places: Int?
    if byte(end) == UInt8(ascii: "."), isDigit(byte(end + 1)) {
      let point = end
      end += 1
      while isDigit(byte(end)) { end += 1 }
      places = end - point - 1
    }
    let exponent = exponent(at: end)
    end = exponent.end
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    let open = ellipsis(at: end)
    guard open > 0 || (!isWordPart(byte(end)) && !(byte(end) == UInt8(ascii: ".") && isDigit(byte(end + 1)))),
      let value = Double(text)
    else { return nil }
    let isInteger = places == nil && exponent.value == nil
    let unit = isInteger ? nil : Double("1e\((exponent.value ?? 0) - (places ?? 0))")
    position = end + open
    return Numeral(text: text, value: value, unit: unit, isOpen: open > 0)
  }

  private func exponent(at start: Int) -> (value: Int?, end: Int) {
    guard byte(start) | 0x20 == UInt8(ascii: "e") else { return (nil, start) }
    var end = start + 1
    if byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "+") { end += 1 }
    let digits = end
    while isDigit(byte(end)) { end += 1 }
    let value = Int(String(decoding: bytes[start + 1..<end], as: UTF8.self))
    return end > digits && value != nil ? (value, end) : (nil, start)
  }

  /// The number of bytes of `…` or `...` at `start`.
  private func ellipsis(at start: Int) -> Int {
    ["…", "..."].first { bytes[min(start, bytes.count)...].starts(with: $0.utf8) }?.utf8.count ?? 0
  }
}

import Diagnostics

/// Finds texts that are nested deeper than the parser can bear, before it sees them.
///
/// swift-syntax looks ahead at every `[` to tell a type from a value, which doubles its time with each level.
enum NestingCheck {
  static let bracketLimit = 12
  static let limit = 200

  /// The place at which `text` becomes too deep. Strings and comments do not count, save for brackets in a row
  /// within an interpolation. O(length).
  static func firstExcess(in text: String) -> Int? {
    var depth = 0
    var row = 0
    var isInterpolated = false
    var brackets = 0
    var state = State.code
    var previous: UInt8 = 0
    for (offset, byte) in text.utf8.enumerated() {
      if state != .string { isInterpolated = false }
      if state == .string && byte == UInt8(ascii: "(") && previous == UInt8(ascii: "\\") { isInterpolated = true }
      if isInterpolated {
        if byte == UInt8(ascii: "[") { row += 1 } else if byte != UInt8(ascii: " ") { row = 0 }
        if row > bracketLimit { return offset }
      }
      if state == .code {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"):
          depth += 1
          if byte == UInt8(ascii: "[") { brackets += 1 }
          if depth > limit || brackets > bracketLimit { return offset }
        case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
          depth -= 1
          if byte == UInt8(ascii: "]") { brackets -= 1 }
        default: break
        }
      }
      state = state.after(byte, previous)
      // An escaped backslash escapes nothing.
      previous = byte == UInt8(ascii: "\\") && previous == byte ? 0 : byte
    }
    return nil
  }

  private enum State {
    case code, string, comment

    func after(_ byte: UInt8, _ previous: UInt8) -> State {
      switch (self, byte) {
      case (_, UInt8(ascii: "\n")): .code
      case (.code, UInt8(ascii: "\"")): .string
      case (.code, UInt8(ascii: "/")) where previous == byte: .comment
      case (.string, UInt8(ascii: "\"")) where previous != UInt8(ascii: "\\"): .code
      default: self
      }
    }
  }
}

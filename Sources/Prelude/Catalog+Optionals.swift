import CellLanguage
import Diagnostics

/// Members of optionals that call functions.
extension CatalogTable {
  mutating func addOptionals() {
    member(
      "init(_ some: Wrapped)", of: "Optional", "The value as an optional that has it.", example: "Optional(3)"
    ) { call, reader in reader.next().wrapped(call.bank(of: call.type("Wrapped"))) }
    member(
      "func map<U>(_ transform: (Wrapped) throws -> U) rethrows -> U?", of: "Optional",
      "What a function makes of the value, or nil where there is none.", example: "Int(\"4\").map { $0 * $0 }"
    ) { call, reader in
      let (value, transform) = (reader.next(), reader.function())
      guard let value = value.unwrapped else { return RawValue(object: nil) }
      return try transform.callRaw([value]).wrapped(call.bank(of: call.type("U")))
    }
    member(
      "func flatMap<U>(_ transform: (Wrapped) throws -> U?) rethrows -> U?", of: "Optional",
      "What a function that may give nil makes of the value.", example: "Optional(\"4\").flatMap { Int($0) }"
    ) { _, reader in
      let (value, transform) = (reader.next(), reader.function())
      guard let value = value.unwrapped else { return RawValue(object: nil) }
      return try transform.callRaw([value])
    }
  }
}

import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addDictionaries() {
    addDictionaryMaking()
    addDictionaryReading()
    addDictionaryChanges()
    addDictionaryFunctions()
  }

  private mutating func addDictionaryMaking() {
    member("init(_ keys: [Key], _ values: [Value])", of: "Dictionary", "The entries of a literal.") { call, reader in
      let (keys, values) = (try reader.array(), try reader.array())
      let table = TableObject(call.entryBanks, capacity: keys.count)
      for number in 0..<keys.count { try insertNew(keys[number], values[number], into: table, call) }
      return RawTable(table).raw
    }
    member(
      "init(uniqueKeysWithValues pairs: [(Key, Value)])", of: "Dictionary",
      "The entries of pairs, whose keys all differ.",
      example: "Dictionary(uniqueKeysWithValues: zip([\"a\", \"b\"], [1, 2]))[\"b\"]"
    ) { call, reader in
      let pairs = try reader.array()
      let table = TableObject(call.entryBanks, capacity: pairs.count)
      for number in 0..<pairs.count {
        let (key, value) = entry(pairs[number], call)
        try insertNew(key, value, into: table, call)
      }
      return RawTable(table).raw
    }
    member(
      "init<T>(grouping values: [T], by key: (T) throws -> Key) rethrows where Value == [T]", of: "Dictionary",
      "The values in groups of one key.", example: "Dictionary(grouping: [1, 2, 3], by: { $0 % 2 })[1]!"
    ) { call, reader in
      let (values, key) = (try reader.array(), reader.function())
      let table = TableObject(keyBank: call.bank(of: call.type("Key")), valueBank: .object)
      for number in 0..<values.count {
        let group = try key.callRaw([values[number]])
        let found = call.rules.find(group, as: call.type("Key"), in: table)
        let members: ArrayObject
        if let found, let array = table.values.flatMap({ RawArray($0[found]).array }) {
          members = array
        } else {
          members = ArrayObject(capacity: 4, holdsObjects: values.holdsObjects)
          table.insert(call.rules.hash(group, as: call.type("Key")), group, RawArray(members).raw)
        }
        members.append(values[number])
      }
      return RawTable(table).raw
    }
  }

  private mutating func addDictionaryReading() {
    member("func _elements() -> [(key: Key, value: Value)]", of: "Dictionary", "The entries.") { call, reader in
      let table = try reader.table()
      let banks = call.entryBanks
      let result = ArrayObject(capacity: table.count, holdsObjects: true)
      for (key, value) in zip(RawTable(table).keys, RawTable(table).values) {
        result.append(RawRecord(key, banks.key, value, banks.value).raw)
        try call.checkpoint()
      }
      return RawArray(result).raw
    }
    member("var count: Int", of: "Dictionary", "How many entries there are.", example: "[\"a\": 1].count") {
      _, reader in
      RawValue(try reader.table().count)
    }
    member("var isEmpty: Bool", of: "Dictionary", "Whether there is no entry.") { _, reader in
      RawValue(try reader.table().count == 0)
    }
    member("var keys: [Key]", of: "Dictionary", "The keys.", example: "[\"b\": 1, \"a\": 2].keys.sorted()") {
      call, reader in try elementsOfTable(reader.table(), call)
    }
    member("var values: [Value]", of: "Dictionary", "The values.", example: "[\"a\": 1].values.reduce(0, +)") {
      call, reader in
      RawArray.make(RawTable(try reader.table()).values, bank: call.entryBanks.value).raw
    }
    member(
      "subscript(_ key: Key) -> Value?", of: "Dictionary", "The value of a key, or nil.", example: "[\"a\": 1][\"a\"]"
    ) {
      call, reader in
      let (table, key) = (try reader.table(), reader.next())
      let found = call.rules.find(key, as: call.type("Key"), in: table)
      return optional(found.flatMap { table.values?[$0] }, call.entryBanks.value)
    }
  }

  private mutating func addDictionaryChanges() {
    member("mutating func _find(_ key: Key) -> Int", of: "Dictionary") { call, reader in
      let (table, key) = (try reader.table(), reader.next())
      return RawValue(call.rules.find(key, as: call.type("Key"), in: table) ?? -1)
    }
    member("mutating func _insert(_ key: Key, _ value: Value) -> Int", of: "Dictionary") { call, reader in
      _ = reader.next()
      let (key, value) = (reader.next(), reader.next())
      return RawValue(try call.uniqueTable().insert(call.rules.hash(key, as: call.type("Key")), key, value))
    }
    member("mutating func setSubscript(_ key: Key, _ value: Value) -> Void", of: "Dictionary") { call, reader in
      _ = reader.next()
      let (key, value) = (reader.next(), reader.next())
      set(try call.uniqueTable(), key, value, call)
      return nil
    }
    member("mutating func setSubscript(_ key: Key, _ value: Value?) -> Void", of: "Dictionary") { call, reader in
      _ = reader.next()
      let (key, value) = (reader.next(), reader.next())
      let table = try call.uniqueTable()
      if let value = value.unwrapped {
        set(table, key, value, call)
      } else if let found = call.rules.find(key, as: call.type("Key"), in: table) {
        _ = table.remove(found)
      }
      return nil
    }
    member(
      "@discardableResult mutating func removeValue(forKey key: Key) -> Value?", of: "Dictionary",
      "Removes an entry and gives its value, or nil."
    ) { call, reader in
      _ = reader.next()
      let (table, key) = (try call.uniqueTable(), reader.next())
      let found = call.rules.find(key, as: call.type("Key"), in: table)
      return optional(found.flatMap { table.remove($0) }, call.entryBanks.value)
    }
    member(
      "@discardableResult mutating func updateValue(_ value: Value, forKey key: Key) -> Value?", of: "Dictionary",
      "Gives a key a value and returns the old one, or nil."
    ) { call, reader in
      _ = reader.next()
      let (value, key, table) = (reader.next(), reader.next(), try call.uniqueTable())
      let found = call.rules.find(key, as: call.type("Key"), in: table)
      let old = found.flatMap { table.values?[$0] }
      set(table, key, value, call)
      return optional(old, call.entryBanks.value)
    }
    member("mutating func removeAll() -> Void", of: "Dictionary", "Removes all entries.") { call, _ in
      call.replaceReceiver(with: RawTable(TableObject(call.entryBanks)))
      return nil
    }
  }

  private mutating func addDictionaryFunctions() {
    member(
      "func mapValues<T>(_ transform: (Value) throws -> T) rethrows -> [Key: T]", of: "Dictionary",
      "The same keys with what a function makes of the values.", example: "[\"a\": 1].mapValues { $0 * 2 }"
    ) { call, reader in
      let (table, transform) = (try reader.table(), reader.function())
      let result = TableObject(
        keyBank: call.entryBanks.key, valueBank: call.bank(of: call.type("T")), capacity: table.count)
      for (key, value) in zip(RawTable(table).keys, RawTable(table).values) {
        result.insert(call.rules.hash(key, as: call.type("Key")), key, try transform.callRaw([value]))
      }
      return RawTable(result).raw
    }
    member(
      "func filter(_ isIncluded: ((key: Key, value: Value)) -> Bool) -> [Key: Value]", of: "Dictionary",
      "The entries for which a test holds.", example: "[\"a\": 1, \"b\": 2].filter { $0.value > 1 }"
    ) { call, reader in
      let (table, test) = (try reader.table(), reader.function())
      let banks = call.entryBanks
      let result = TableObject(banks)
      for (key, value) in zip(RawTable(table).keys, RawTable(table).values) {
        guard try test.callRaw([RawRecord(key, banks.key, value, banks.value).raw]).bool else { continue }
        result.insert(call.rules.hash(key, as: call.type("Key")), key, value)
      }
      return RawTable(result).raw
    }
    member(
      "func merging(_ other: [Key: Value], uniquingKeysWith combine: (Value, Value) throws -> Value) rethrows -> [Key: Value]",
      of: "Dictionary", "The entries of two dictionaries; a function combines the values of the keys of both.",
      example: "[\"a\": 1].merging([\"a\": 2]) { $0 + $1 }"
    ) { call, reader in
      let result = try reader.table().copy()
      try merge(reader.table(), into: result, reader.function(), call)
      return RawTable(result).raw
    }
    member(
      "mutating func merge(_ other: [Key: Value], uniquingKeysWith combine: (Value, Value) throws -> Value) rethrows -> Void",
      of: "Dictionary", "Adds the entries of another dictionary; a function combines the values of the keys of both."
    ) { call, reader in
      let result = try reader.table().copy()
      try merge(reader.table(), into: result, reader.function(), call)
      call.replaceReceiver(with: RawTable(result))
      return nil
    }
  }
}

// MARK: - Helpers

extension NativeCall {
  /// Where the keys and values of the dictionary live.
  fileprivate var entryBanks: (key: Bank, value: Bank) { (bank(of: type("Key")), bank(of: type("Value"))) }
}

extension TableObject {
  fileprivate convenience init(_ banks: (key: Bank, value: Bank), capacity: Int = 4) {
    self.init(keyBank: banks.key, valueBank: banks.value, capacity: capacity)
  }
}

private func set(_ table: TableObject, _ key: RawValue, _ value: RawValue, _ call: borrowing NativeCall) {
  if let found = call.rules.find(key, as: call.type("Key"), in: table) {
    table.values?[found] = value
  } else {
    table.insert(call.rules.hash(key, as: call.type("Key")), key, value)
  }
}

/// As in Swift, a key that occurs twice stops.
private func insertNew(
  _ key: RawValue, _ value: RawValue, into table: TableObject, _ call: borrowing NativeCall
) throws(Fault) {
  let type = call.type("Key")
  guard call.rules.find(key, as: type, in: table) == nil else {
    throw Fault(.invalidArgument, "the key \(call.describe(key, as: type)) occurs twice in this dictionary")
  }
  table.insert(call.rules.hash(key, as: type), key, value)
}

private func entry(_ pair: RawValue, _ call: borrowing NativeCall) -> (RawValue, RawValue) {
  let (record, banks) = (RawRecord(pair), [call.entryBanks.key, call.entryBanks.value])
  return (record.field(0, banks: banks), record.field(1, banks: banks))
}

private func merge(
  _ other: TableObject, into table: TableObject, _ combine: CellFunction, _ call: borrowing NativeCall
) throws {
  for (key, value) in zip(RawTable(other).keys, RawTable(other).values) {
    if let found = call.rules.find(key, as: call.type("Key"), in: table), let old = table.values?[found] {
      table.values?[found] = try combine.callRaw([old, value])
    } else {
      table.insert(call.rules.hash(key, as: call.type("Key")), key, value)
    }
  }
}

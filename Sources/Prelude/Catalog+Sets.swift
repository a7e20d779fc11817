import CellLanguage
import Diagnostics

extension CatalogTable {
  private mutating func addHashing() {
    member("init(_ x: any AnyObject)", of: "ObjectIdentifier", "Which object it is, as something to compare and keep.")
    {
      _, reader in
      let object = reader.next().object
      return RawValue(object.map { Int(bitPattern: ObjectIdentifier($0)) } ?? 0)
    }
    member(
      "mutating func combine<H: Hashable>(_ value: H)", of: "Hasher",
      "Makes a value part of a hash, in a type's own 'hash(into:)'."
    ) { call, reader in
      let state = reader.next().object as? HasherObject
      state?.hasher.combine(call.rules.hash(reader.next(), as: call.type("H")))
      return nil
    }
  }

  mutating func addSets() {
    addSetMaking()
    addSetChanges()
    addSetAlgebra()
    addHashing()
  }

  private mutating func addSetMaking() {
    member("init(_ elements: [Element])", of: "Set", "The elements, each once.", example: "Set([1, 2, 1]).count") {
      call, reader in
      let array = try reader.array()
      let table = call.emptySet()
      for number in 0..<array.count { insert(array[number], into: table, call) }
      return RawTable(table).raw
    }
    member("func _elements() -> [Element]", of: "Set", "The elements.") { call, reader in
      try elementsOfTable(reader.table(), call)
    }
    member("var count: Int", of: "Set", "How many elements there are.") { _, reader in
      RawValue(try reader.table().count)
    }
    member("var isEmpty: Bool", of: "Set", "Whether there are no elements.") { _, reader in
      RawValue(try reader.table().count == 0)
    }
    member("func contains(_ member: Element) -> Bool", of: "Set", "Whether a value occurs.") { call, reader in
      let table = try reader.table()
      return RawValue(call.rules.find(reader.next(), as: call.type("Element"), in: table) != nil)
    }
    member(
      "func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> Set<Element>", of: "Set",
      "The elements for which a test holds."
    ) { call, reader in
      let (table, test) = (try reader.table(), reader.function())
      let result = call.emptySet()
      for element in RawTable(table).keys where try test.callRaw([element]).bool { insert(element, into: result, call) }
      return RawTable(result).raw
    }
  }

  private mutating func addSetChanges() {
    member(
      "@discardableResult mutating func insert(_ newMember: Element) -> (inserted: Bool, memberAfterInsert: Element)",
      of: "Set", "Adds an element, and says whether it is new."
    ) { call, reader in
      _ = reader.next()
      let (table, element) = (try call.uniqueTable(), reader.next())
      let isNew = insert(element, into: table, call)
      return RawRecord(fields: [RawValue(isNew), element], banks: [.scalar, call.elementBank]).raw
    }
    member(
      "@discardableResult mutating func remove(_ member: Element) -> Element?", of: "Set",
      "Removes an element and gives it, or nil."
    ) { call, reader in
      _ = reader.next()
      let (table, element) = (try call.uniqueTable(), reader.next())
      guard let found = call.rules.find(element, as: call.type("Element"), in: table) else {
        return optional(nil, .object)
      }
      _ = table.remove(found)
      return optional(element, call.elementBank)
    }
    member("mutating func removeAll() -> Void", of: "Set", "Removes all elements.") { call, _ in
      call.replaceReceiver(with: RawTable(call.emptySet()))
      return nil
    }
  }

  private mutating func addSetAlgebra() {
    let rows: [(name: String, change: String, sentence: String, keep: @Sendable (Bool, Bool) -> Bool)] = [
      ("union", "formUnion", "The elements of either.", { $0 || $1 }),
      ("intersection", "formIntersection", "The elements of both.", { $0 && $1 }),
      ("subtracting", "subtract", "The elements that the other has not.", { $0 && !$1 }),
      ("symmetricDifference", "formSymmetricDifference", "The elements of one of both.", { $0 != $1 }),
    ]
    for (name, change, sentence, keep) in rows {
      member(
        "func \(name)(_ other: Set<Element>) -> Set<Element>", of: "Set", sentence,
        example: "Set([1, 2]).\(name)([2, 3]).sorted()"
      ) { call, reader in RawTable(combine(try reader.table(), try reader.table(), keep, call)).raw }
      member("mutating func \(change)(_ other: Set<Element>) -> Void", of: "Set", sentence) { call, reader in
        call.replaceReceiver(with: RawTable(combine(try reader.table(), try reader.table(), keep, call)))
        return nil
      }
    }
    let tests: [(String, String, @Sendable (_ onlyLeft: Bool, _ onlyRight: Bool, _ both: Bool) -> Bool)] = [
      ("isSubset(of", "Whether the other has all elements.", { onlyLeft, _, _ in !onlyLeft }),
      ("isSuperset(of", "Whether it has all elements of the other.", { _, onlyRight, _ in !onlyRight }),
      ("isDisjoint(with", "Whether no element is in both.", { _, _, both in !both }),
    ]
    for (name, sentence, holds) in tests {
      member("func \(name) other: Set<Element>) -> Bool", of: "Set", sentence, example: "Set([1]).\(name): [1, 2])") {
        call, reader in
        let (left, right) = (try reader.table(), try reader.table())
        let common = RawTable(left).keys.count { call.rules.find($0, as: call.type("Element"), in: right) != nil }
        return RawValue(holds(common < left.count, common < right.count, common > 0))
      }
    }
  }
}

// MARK: - Helpers

extension NativeCall {
  fileprivate func emptySet() -> TableObject { TableObject(keyBank: elementBank, valueBank: nil) }
}

@discardableResult
private func insert(_ element: RawValue, into table: TableObject, _ call: borrowing NativeCall) -> Bool {
  let type = call.type("Element")
  guard call.rules.find(element, as: type, in: table) == nil else { return false }
  table.insert(call.rules.hash(element, as: type), element, nil)
  return true
}

private func combine(
  _ left: TableObject, _ right: TableObject, _ keep: (Bool, Bool) -> Bool, _ call: borrowing NativeCall
) -> TableObject {
  let result = call.emptySet()
  let type = call.type("Element")
  for element in RawTable(left).keys where keep(true, call.rules.find(element, as: type, in: right) != nil) {
    insert(element, into: result, call)
  }
  for element in RawTable(right).keys where call.rules.find(element, as: type, in: left) == nil && keep(false, true) {
    insert(element, into: result, call)
  }
  return result
}

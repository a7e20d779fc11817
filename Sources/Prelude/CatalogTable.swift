import CellLanguage
import Diagnostics

/// Collects the rows of the catalog; one statement a row, so that each is type-checked by itself.
struct CatalogTable {
  private(set) var entries: [CatalogEntry] = []
  /// The areas that readers of the reference know, each with its first row.
  private(set) var areas: [(name: String, start: Int)] = []

  init() {
    entries.reserveCapacity(600)
  }

  /// The rows from here on belong to an area.
  mutating func area(_ name: String) { areas.append((name, entries.count)) }

  /// A row that a Swift function carries out.
  mutating func add<each A: CellValue, R: CellValue>(
    _ declaration: String, of owner: String? = nil, _ sentence: String = "", example: String = "",
    _ function: @escaping @Sendable (repeat each A) throws -> R
  ) {
    entries.append(
      CatalogEntry(owner: owner, declaration, sentence, example: example, .native(Native(function))))
  }

  /// A row without a result.
  mutating func add<each A: CellValue>(
    _ declaration: String, of owner: String? = nil, _ sentence: String = "", example: String = "",
    _ function: @escaping @Sendable (repeat each A) throws -> Void
  ) {
    entries.append(
      CatalogEntry(owner: owner, declaration, sentence, example: example, .native(Native(function))))
  }

  /// A row whose calls are counted as checks.
  mutating func check<each A: CellValue>(
    _ declaration: String, _ sentence: String, _ function: @escaping @Sendable (repeat each A) throws -> Void
  ) {
    entries.append(CatalogEntry(declaration, sentence, .native(Native(function).check)))
  }

  /// A row whose types only the call knows.
  mutating func raw(
    _ declaration: String, of owner: String? = nil, _ sentence: String = "", example: String = "",
    _ body: @escaping @Sendable (borrowing NativeCall) throws -> Void
  ) {
    entries.append(
      CatalogEntry(owner: owner, declaration, sentence, example: example, .native(Native(raw: body))))
  }

  /// A row that reads its arguments one by one and gives its result; nothing where there is none.
  mutating func member(
    _ declaration: String, of owner: String? = nil, _ sentence: String = "", example: String = "",
    _ body: @escaping @Sendable (borrowing NativeCall, inout ArgumentReader) throws -> RawValue?
  ) {
    raw(declaration, of: owner, sentence, example: example) { call in
      var reader = ArgumentReader(call)
      let result = try body(call, &reader)
      call.finish(with: result)
    }
  }

  /// A row that is one instruction of the machine.
  mutating func instruction(
    _ declaration: String, of owner: String? = nil, _ sentence: String, _ operation: Instruction.Operation
  ) {
    entries.append(CatalogEntry(owner: owner, declaration, sentence, .instruction(operation)))
  }

  mutating func append(_ entry: CatalogEntry) {
    entries.append(entry)
  }
}

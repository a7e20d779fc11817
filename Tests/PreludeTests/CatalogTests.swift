import Prelude
import Testing

@testable import CellLanguage

/// The catalog against itself: what a row declares is what its native reads, and its example runs.
@Suite struct CatalogTests {
  private let catalog = Prelude.catalog()

  @Test func everyDeclarationIsRead() {
    for (number, entry) in catalog.entries.enumerated() {
      let signature = catalog.signature(of: number)
      #expect(!signature.name.isEmpty, "\(entry.declaration)")
      for parameter in signature.parameters {
        #expect(!contains(parameter.type, .invalid), "\(entry.declaration): \(parameter.name)")
      }
      #expect(!contains(signature.result, .invalid), "\(entry.declaration)")
      #expect(signature.name == DeclarationHead(entry.declaration).name, "\(entry.declaration)")
    }
  }

  @Test func everyRowHasASentence() {
    for entry in catalog.entries where !entry.isHidden {
      #expect(entry.sentence.last.map { ".:".contains($0) } == true, "\(entry.declaration): \(entry.sentence)")
    }
  }

  @Test func nativesReadWhatRowsDeclare() {
    for (number, entry) in catalog.entries.enumerated() {
      guard case .native(let native) = entry.implementation, let shape = native.shape?() else { continue }
      let signature = catalog.signature(of: number)
      let declared = receiver(of: entry) + signature.parameters.map(\.passedType)
      guard declared.count == shape.arguments.count else {
        Issue.record("\(entry.declaration) declares \(declared.count) values, \(shape.arguments.count) are read")
        continue
      }
      for (wanted, read) in zip(declared, shape.arguments) {
        #expect(agree(wanted, read), "\(entry.declaration): \(wanted) is read as \(read)")
      }
      let result = signature.name == "init" ? entry.owner.map { Type.named($0) } ?? .void : signature.result
      let isOwn = ["Int", "Double", "String"].contains(entry.owner) && signature.name == "init"
      #expect(isOwn || agree(result, shape.result), "\(entry.declaration) gives \(shape.result)")
    }
  }

  @Test func examplesRun() throws {
    let examples = catalog.entries.map(\.example).filter { !$0.isEmpty }
    #expect(examples.count > 30)
    let failures = try onLargeStack {
      examples.compactMap { example in
        let run = CaseRun(["let x = symbol(\"x\"), y = symbol(\"y\")\n\(example)"])
        return run.findings.isEmpty ? nil : "\(example): \(run.findings)"
      }
    }
    #expect(failures.isEmpty, "\(failures)")
  }

  /// The value before the dot, which comes first.
  private func receiver(of entry: CatalogEntry) -> [Type] {
    let head = DeclarationHead(entry.declaration)
    guard let owner = entry.owner, head.name != "init", !head.isStatic else { return [] }
    return switch owner {
    case "Int": [.int]
    case "Double": [.double]
    case "Bool": [.bool]
    case "String": [.string]
    case "Array": [.array(.parameter("Element"))]
    case "Range": [.range(.parameter("Bound"))]
    case "ClosedRange": [.closedRange(.parameter("Bound"))]
    case "Dictionary": [.dictionary(.parameter("Key"), .parameter("Value"))]
    default: [.named(owner)]
    }
  }

  /// Whether a value of the declared type can be read as `read`: what matters is where it lives and how it is made.
  private func agree(_ declared: Type, _ read: Type) -> Bool {
    switch (declared, read) {
    case (.function, .function), (.parameter, _), (_, .parameter): true
    case (.array(let a), .array(let b)), (.optional(let a), .optional(let b)): agree(a, b)
    case (.dictionary(let a, let b), .dictionary(let c, let d)): agree(a, c) && agree(b, d)
    default: declared == read
    }
  }

  private func contains(_ type: Type, _ part: Type) -> Bool {
    switch type {
    case .array(let inner), .set(let inner), .slice(let inner), .optional(let inner), .range(let inner),
      .closedRange(let inner):
      contains(inner, part)
    case .dictionary(let key, let value): contains(key, part) || contains(value, part)
    case .tuple(let elements): elements.contains { contains($0.type, part) }
    case .function(let parameters, let result, _): parameters.contains { contains($0, part) } || contains(result, part)
    case .int, .double, .bool, .string, .void, .named, .nominal, .existential, .parameter, .passedInout, .invalid:
      type == part
    }
  }
}

import CellLanguage
import Diagnostics
import LessonText

/// The names of a lesson in one file, where each stands for one thing: what declares a name anew gets another one.
///
/// All that a cell says after it is written with the new name, locals of the same name as well, which changes nothing.
struct ExportNames {
  /// What a name of the lesson is called from here on, where that is something else.
  private var current: [String: String] = [:]
  /// The kinds of things that stand in the file under a name of the lesson.
  private var declared: [String: [CellOutline.Declaration.Kind]] = [:]
  /// Names that stand for something of the library in what has been written.
  private var mentioned: Set<String> = []
  private var taken: Set<String>
  /// The members of the lesson's types.
  private let members: Set<String>
  private let catalog: Catalog

  /// The new names with those that they stand for.
  private(set) var renamed: [String: String] = [:]

  init(_ outlines: [CellOutline], catalog: Catalog) {
    taken = Set(outlines.flatMap { $0.mentions.map(\.name) + $0.members }).union(Self.reserved)
    members = outlines.reduce(into: []) { $0.formUnion($1.members) }
    self.catalog = catalog
  }

  /// What stands between the cells.
  private static let reserved: Set<String> = [
    "beginCell", "attempt", "endAttempt", "inlineValue", "nameTensor", "display",
  ]

  /// Why the declarations of a cell cannot stand in the file, if so.
  func obstacle(_ outline: CellOutline) -> String? {
    for declaration in outline.declarations {
      let known = declared[declaration.name] ?? []
      if known.count > 1, known.contains(declaration.kind), case .function = declaration.kind {
        return "it declares one of several functions '\(declaration.name)' anew"
      }
    }
    return nil
  }

  /// Finds names for what a cell declares at the top level of the file.
  mutating func declare(_ outline: CellOutline) {
    var fresh: [String: String] = [:]
    for declaration in outline.declarations {
      let name = declaration.name
      if fresh[name] == nil, clashes(declaration) {
        fresh[name] = unused(name)
        declared[name] = []
      }
      declared[name, default: []].append(declaration.kind)
    }
    for (name, new) in fresh {
      current[name] = new
      renamed[new] = name
    }
    for mention in outline.mentions where declared[mention.name] == nil && catalog.hasGlobal(mention.name) {
      mentioned.insert(mention.name)
    }
  }

  /// What a name of the lesson is called where the file is now.
  func name(_ name: String) -> String { current[name] ?? name }

  /// The changes that write a cell with the names of the file.
  func edits(_ outline: CellOutline) -> [TextEdit] {
    outline.mentions.compactMap { mention in
      guard let name = current[mention.name] else { return nil }
      if mention.mayBeMember, members.contains(mention.name) || catalog.hasMember(mention.name) { return nil }
      return TextEdit(mention.range, mention.isLabel ? "\(mention.name) \(name)" : name)
    }
  }

  private func clashes(_ declaration: CellOutline.Declaration) -> Bool {
    let name = declaration.name
    // A function stands beside those of the library; a variable or a type hides them.
    let isHiding = if case .function = declaration.kind { false } else { mentioned.contains(name) }
    if Self.reserved.contains(name) || isHiding, current[name] == nil { return true }
    guard let known = declared[name], !known.isEmpty else { return false }
    guard case .function = declaration.kind else { return true }
    return known.contains { kind in
      if case .function = kind { kind == declaration.kind } else { true }
    }
  }

  private mutating func unused(_ name: String) -> String {
    var number = 2
    while !taken.insert("\(name)_\(number)").inserted { number += 1 }
    return "\(name)_\(number)"
  }
}

import CellLanguage
import Diagnostics

/// The catalog for readers: what cells can name, by area.
public enum Reference {
  /// One row.
  public struct Entry: Sendable {
    public var area: String
    public var owner: String?
    /// `diff`, `+`, `init`, `subscript`.
    public var name: String
    /// The declaration as Swift text.
    public var declaration: String
    public var sentence: String
    /// Cell text in which `x` and `y` are symbols; empty for none.
    public var example: String

    /// `Tensor.sum`, `diff`.
    public var qualifiedName: String { (owner.map { $0 + "." } ?? "") + name }
  }

  public static let entries: [Entry] = {
    let (rows, areas) = Prelude.table
    var area = 0
    return rows.entries.enumerated().compactMap { number, row in
      while area + 1 < areas.count, areas[area + 1].start <= number { area += 1 }
      guard !row.isHidden else { return nil }
      return Entry(
        area: areas[area].name, owner: row.owner, name: row.name, declaration: row.declaration,
        sentence: row.sentence, example: row.example)
    }
  }()

  /// The areas in their order.
  public static var areas: [String] { Prelude.table.areas.map(\.name) }

  // MARK: Looking up

  /// What a word means to the reference.
  public enum Finding: Sendable {
    /// The rows of that very name.
    case entries([Entry])
    case type(name: String, sentence: String, members: [Entry])
    case area([Entry])
    /// What to write instead of a name of other systems.
    case hint(String)
    /// The rows that have the word in their names or sentences.
    case matches([Entry])
    case nothing(closest: String?)
  }

  /// What `word` means: `diff`, `Tensor.sum`, `sum(axis:)`, `Tensor`, `calculus`, or any word of a sentence.
  public static func find(_ word: String) -> Finding {
    let name = word.hasPrefix("(") ? word : String(word.prefix { $0 != "(" })
    let named = exact(name) { $0 == $1 }
    if !named.isEmpty { return .entries(named) }
    if let type = Prelude.types.first(where: { $0.name == name }) {
      return .type(name: name, sentence: type.sentence, members: entries.filter { $0.owner == name })
    }
    let members = entries.filter { $0.owner == name }
    if !members.isEmpty { return .type(name: name, sentence: "", members: members) }
    let area = entries.filter { $0.area.lowercased() == word.lowercased() }
    if !area.isEmpty { return .area(area) }
    if let hint = Prelude.hints[name] { return .hint(hint) }
    let alike = exact(name) { $0.lowercased() == $1.lowercased() }
    if !alike.isEmpty { return .entries(alike) }
    return search(word)
  }

  /// Rows by name, or by owner and name with a dot between them; operators have dots of their own.
  private static func exact(_ word: String, _ isSame: (String, String) -> Bool) -> [Entry] {
    entries.filter { entry in
      isSame(entry.name, word) || isSame(entry.qualifiedName, word) || isSame("." + entry.name, word)
    }
  }

  private static func search(_ word: String) -> Finding {
    let sought = word.lowercased()
    let inName = entries.filter { $0.qualifiedName.lowercased().contains(sought) }
    let byName =
      inName.filter { $0.name.lowercased().hasPrefix(sought) }
      + inName.filter { !$0.name.lowercased().hasPrefix(sought) }
    let bySentence = entries.filter { entry in
      !entry.qualifiedName.lowercased().contains(sought) && entry.sentence.lowercased().contains(sought)
    }
    if !sought.isEmpty && !(byName + bySentence).isEmpty { return .matches(byName + bySentence) }
    return .nothing(closest: closestMatch(to: word, in: Set(entries.map(\.name)).union(Prelude.types.map(\.name))))
  }

  // MARK: As a lesson

  /// The rows as Markdown: their declarations with the sentences as comments, each example as a cell.
  public static func markdown(_ entries: [Entry]) -> String {
    var text = ""
    var interface: [Entry] = []
    for entry in entries {
      interface.append(entry)
      guard !entry.example.isEmpty else { continue }
      text += fence(interface) + "```swift\n\(entry.example)\n```\n\n"
      interface = []
    }
    return text + fence(interface)
  }

  private static func fence(_ entries: [Entry]) -> String {
    guard !entries.isEmpty else { return "" }
    var lines: [String] = []
    var owner: String?
    for entry in entries {
      if entry.owner != owner {
        if owner != nil { lines.append("}") }
        if let owner = entry.owner { lines.append("extension \(owner) {") }
        owner = entry.owner
      }
      let indent = entry.owner == nil ? "" : "  "
      lines += ["\(indent)/// \(entry.sentence)", indent + entry.declaration]
    }
    if owner != nil { lines.append("}") }
    return "```swift static\n\(lines.joined(separator: "\n"))\n```\n\n"
  }

  /// The heading of the generated part of the reference lesson.
  public static let heading = "# Every name"

  /// The whole catalog as the last part of a lesson, from its ``heading`` on.
  public static var lesson: String {
    var text = """
      \(heading)

      What follows is made from the catalog by `tangent doc --lesson`, and a test keeps it up to date. In the examples `x` and
      `y` are symbols.

      ```swift
      let x = symbol("x"), y = symbol("y")
      ```


      """
    for area in areas {
      text += "## \(area)\n\n" + markdown(entries.filter { $0.area == area })
    }
    return text
  }
}

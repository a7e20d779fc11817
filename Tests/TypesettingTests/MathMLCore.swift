/// The elements of MathML Core (W3C, 2025) with their attributes and numbers of children, as far as formulas use them.
enum MathMLCore {
  private enum Content {
    case row, text, nothing
    case children(Int)
    case only(String)
  }

  private static let elements: [String: (content: Content, attributes: Set<String>)] = [
    "math": (.row, ["display", "alttext"]), "mrow": (.row, []), "mstyle": (.row, []), "mphantom": (.row, []),
    "msqrt": (.row, []), "mtd": (.row, ["columnspan", "rowspan"]),
    "mpadded": (.row, ["width", "height", "depth", "lspace", "voffset"]),
    "mi": (.text, ["mathvariant"]), "mn": (.text, []), "mtext": (.text, []),
    "mo": (
      .text, ["form", "lspace", "rspace", "stretchy", "symmetric", "maxsize", "minsize", "largeop", "movablelimits"]
    ),
    "mspace": (.nothing, ["width", "height", "depth"]), "mfrac": (.children(2), ["linethickness"]),
    "mroot": (.children(2), []), "msub": (.children(2), []), "msup": (.children(2), []),
    "msubsup": (.children(3), []), "munder": (.children(2), ["accentunder"]), "mover": (.children(2), ["accent"]),
    "munderover": (.children(3), ["accent", "accentunder"]), "mtable": (.only("mtr"), []), "mtr": (.only("mtd"), []),
  ]
  private static let anywhere: Set<String> = ["class", "displaystyle", "scriptlevel", "mathcolor", "dir"]
  private static let booleans: Set<String> = ["displaystyle", "stretchy", "symmetric", "largeop", "movablelimits"]
  private static let lengths: Set<String> = [
    "lspace", "rspace", "width", "height", "depth", "voffset", "minsize", "maxsize", "linethickness",
  ]

  private struct Element {
    var name: String
    var children: [String] = []
    var hasText = false
  }

  /// What keeps the markup from being MathML Core; `nil` where nothing does.
  static func fault(in markup: String) -> String? {
    var open = [Element(name: "")]
    for piece in markup.split(separator: "<") {
      guard let end = piece.firstIndex(of: ">") else { return "a tag is never closed: \(piece)" }
      var tag = piece[..<end]
      let text = piece[piece.index(after: end)...]
      if text.contains(">") { return "a bare bracket: \(text)" }
      if tag.hasPrefix("/") {
        let element = open.removeLast()
        guard element.name == tag.dropFirst() else { return "\(element.name) is closed by \(tag)" }
        if let fault = fault(of: element) { return fault }
      } else {
        let isEmpty = tag.hasSuffix("/")
        if isEmpty { tag = tag.dropLast() }
        let element = Element(name: String(tag.prefix { $0 != " " }))
        if let fault = attributeFault(tag.dropFirst(element.name.count), element.name) { return fault }
        open[open.count - 1].children.append(element.name)
        if isEmpty, let fault = fault(of: element) { return fault }
        if !isEmpty { open.append(element) }
      }
      if !text.isEmpty { open[open.count - 1].hasText = true }
    }
    return open.count == 1 && open[0].children == ["math"] ? nil : "not one element math"
  }

  private static func fault(of element: Element) -> String? {
    guard let content = elements[element.name]?.content else { return "no element \(element.name)" }
    let (name, count) = (element.name, element.children.count)
    switch content {
    case .row: return element.hasText ? "text in \(name)" : nil
    case .text: return count > 0 ? "an element in \(name)" : element.hasText ? nil : "nothing in \(name)"
    case .nothing: return count > 0 || element.hasText ? "something in \(name)" : nil
    case .children(let wanted): return count == wanted && !element.hasText ? nil : "\(count) children of \(name)"
    case .only(let child):
      return element.children.allSatisfy { $0 == child } && !element.hasText ? nil : "no \(child) in \(name)"
    }
  }

  private static func attributeFault(_ text: Substring, _ name: String) -> String? {
    guard let element = elements[name] else { return "no element \(name)" }
    var parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    if parts.count % 2 == 0 { return "odd quotes in \(name)" }
    parts.removeLast()
    var seen: Set<String> = []
    for index in stride(from: 0, to: parts.count, by: 2) {
      let key = String(parts[index].dropFirst().dropLast())
      guard parts[index].hasPrefix(" "), parts[index].hasSuffix("=") else { return "broken attributes in \(name)" }
      guard element.attributes.contains(key) || anywhere.contains(key) else { return "no attribute \(key) of \(name)" }
      guard seen.insert(key).inserted else { return "\(key) twice in \(name)" }
      if !isValue(parts[index + 1], of: key) { return "\(key)=\(parts[index + 1]) in \(name)" }
    }
    return nil
  }

  private static func isValue(_ value: Substring, of key: String) -> Bool {
    if booleans.contains(key) { return value == "true" || value == "false" }
    if lengths.contains(key) {
      let number = value.hasSuffix("em") ? value.dropLast(2) : value == "0" ? value : ""
      return Double(number) != nil
    }
    switch key {
    case "form": return ["prefix", "infix", "postfix"].contains(value)
    case "mathvariant": return value == "normal"
    case "display": return value == "block" || value == "inline"
    case "scriptlevel": return value == "0" || value == "1"
    default: return true
    }
  }
}

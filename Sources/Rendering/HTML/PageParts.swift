/// What a page has that a style sheet or a script of its own serves; the others are left out of the page.
struct PageParts: OptionSet {
  let rawValue: Int

  static let stepping = PageParts(rawValue: 1)
  static let callouts = PageParts(rawValue: 2)
  static let derivations = PageParts(rawValue: 4)
  static let diagnostics = PageParts(rawValue: 8)
  static let tensors = PageParts(rawValue: 16)
  /// Formulas with tables, boxes, strokes or source that is shown as it stands.
  static let builtFormulas = PageParts(rawValue: 32)
  static let footnotes = PageParts(rawValue: 64)
  /// What pages of a site have and a report that stands alone has not.
  static let course = PageParts(rawValue: 128)

  var scripts: [PageScript] { contains(.stepping) ? [.page, .stepping] : [.page] }
}

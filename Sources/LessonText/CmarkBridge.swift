import CCmarkGFM
import Synchronization

/// A node of cmark's tree, valid while its ``CmarkDocument`` lives; nothing changes it after parsing.
struct CmarkNode: Hashable, @unchecked Sendable {
  enum Kind {
    case document, quote, list, item, code, html, paragraph, heading, thematicBreak, footnoteDefinition
    case table, tableRow, tableCell, displayFormula
    case text, softBreak, lineBreak, codeSpan, inlineHTML, emphasis, strong, strikethrough, link, image
    case footnoteReference, inlineFormula
    /// A node type that this version of cmark-gfm is not known to make.
    case other
  }

  fileprivate let pointer: OpaquePointer

  fileprivate init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var kind: Kind {
    let type = cmark_node_get_type(pointer)
    switch type {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_LIST: return .list
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK: return .code
    case CMARK_NODE_HTML_BLOCK: return .html
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING: return .heading
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .codeSpan
    // Cells of tables refuse inlines of unknown types: formulas travel as HTML with a site.
    case CMARK_NODE_HTML_INLINE: return cmark_node_get_user_data(pointer) == nil ? .inlineHTML : .inlineFormula
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link
    case CMARK_NODE_IMAGE: return .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
    default: return extensionKind(of: type)
    }
  }

  private func extensionKind(of type: cmark_node_type) -> Kind {
    if type == MathExtension.displayType { return .displayFormula }
    switch String(cString: cmark_node_get_type_string(pointer)) {
    case "table": return .table
    case "table_header", "table_row": return .tableRow
    case "table_cell": return .tableCell
    case "strikethrough": return .strikethrough
    default: return .other
    }
  }

  var parent: CmarkNode? { CmarkNode(cmark_node_parent(pointer)) }
  var previous: CmarkNode? { CmarkNode(cmark_node_previous(pointer)) }
  var next: CmarkNode? { CmarkNode(cmark_node_next(pointer)) }
  var firstChild: CmarkNode? { CmarkNode(cmark_node_first_child(pointer)) }
  var children: some Sequence<CmarkNode> { sequence(first: firstChild, next: { $0?.next }).lazy.compactMap { $0 } }

  /// Lines and byte columns from 1, as cmark counts them; an end column of 0 means the line before.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  var endColumn: Int { Int(cmark_node_get_end_column(pointer)) }

  /// The text of a leaf, with entities and escapes resolved.
  var literal: UnsafeBufferPointer<UInt8> { Self.bytes(cmark_node_get_literal(pointer)) }
  /// What a block's inlines were parsed from: its lines without containers' markers and indentation.
  var content: UnsafeBufferPointer<UInt8> { Self.bytes(cmark_node_get_string_content(pointer)) }
  var info: String { Self.string(cmark_node_get_fence_info(pointer)) }
  var destination: String { Self.string(cmark_node_get_url(pointer)) }
  var title: String { Self.string(cmark_node_get_title(pointer)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  /// The first number of an ordered list, `nil` for a bullet list.
  var listStart: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
  }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  /// The state of a task, `nil` for an ordinary item.
  var isDone: Bool? {
    guard cmark_node_get_syntax_extension(pointer) != nil else { return nil }
    return cmark_gfm_extensions_get_tasklist_item_checked(pointer)
  }

  /// The fence's sign and length, `nil` for indented code.
  var fence: (sign: UInt8, length: Int)? {
    var length: Int32 = 0
    var offset: Int32 = 0
    var sign: CChar = 0
    guard cmark_node_get_fenced(pointer, &length, &offset, &sign) != 0 else { return nil }
    return (UInt8(bitPattern: sign), Int(length))
  }

  /// `l`, `c`, `r` or 0 for each column of a table.
  var columnAlignments: [UInt8] {
    guard let signs = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return Array(UnsafeBufferPointer(start: signs, count: Int(cmark_gfm_extensions_get_table_columns(pointer))))
  }

  /// The index of a formula's site in ``CmarkDocument/math``.
  var site: Int { Int(bitPattern: cmark_node_get_user_data(pointer)) - 1 }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeRawPointer(text).withMemoryRebound(to: UInt8.self, capacity: 1) {
      UnsafeBufferPointer(start: $0, count: ByteSearch.length($0))
    }
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}

/// A parsed Markdown text: cmark's tree and the formulas that our extensions met on the way.
final class CmarkDocument {
  let root: CmarkNode
  let math: MathSites

  /// Parses GitHub-flavoured Markdown with formulas; `nil` when memory runs out.
  init?(parsing markdown: UnsafeBufferPointer<UInt8>) {
    let math = MathSites()
    guard let root = Self.lock.withLock({ MathExtension.parse(markdown, into: math, with: &$0) }) else { return nil }
    self.root = root
    self.math = math
  }

  deinit { cmark_node_free(root.pointer) }

  /// cmark keeps its table of special characters in globals that every parse changes.
  private static let lock = Mutex<MathExtension?>(nil)
}

/// Display mathematics as a block extension of cmark, dollar mathematics as an inline extension.
///
/// Positions leave it through ``MathSites``, since inline nodes have no setters for them.
private struct MathExtension: @unchecked Sendable {
  static let displayType = cmark_syntax_extension_add_node(0)

  let display: OpaquePointer
  let inline: OpaquePointer

  init?() {
    cmark_gfm_core_extensions_ensure_registered()
    guard let display = cmark_syntax_extension_new("display-mathematics"),
      let inline = cmark_syntax_extension_new("inline-mathematics")
    else { return nil }
    self.display = display
    self.inline = inline
    cmark_syntax_extension_set_open_block_func(display) { openDisplay($0, $2, $3, $4, $5) }
    cmark_syntax_extension_set_match_block_func(display) { continueDisplay($0, $1, $2, $3, $4) }
    cmark_syntax_extension_set_match_inline_func(inline) { matchInline($0, $2, $3, $4) }
    let memory = cmark_get_default_mem_allocator()
    var signs: UnsafeMutablePointer<cmark_llist>?
    for sign in "$(".utf8 { signs = cmark_llist_append(memory, signs, UnsafeMutableRawPointer(bitPattern: UInt(sign))) }
    cmark_syntax_extension_set_special_inline_chars(inline, signs)
  }

  static func parse(
    _ markdown: UnsafeBufferPointer<UInt8>, into sites: MathSites, with extensions: inout MathExtension?
  ) -> CmarkNode? {
    if extensions == nil { extensions = MathExtension() }
    guard let extensions, let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_FULL_INFO_STRING) else {
      return nil
    }
    defer { cmark_parser_free(parser) }
    return withExtendedLifetime(sites) {
      extensions.attach(to: parser, sites)
      markdown.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      return CmarkNode(cmark_parser_finish(parser))
    }
  }

  private func attach(to parser: OpaquePointer, _ sites: MathSites) {
    let context = Unmanaged.passUnretained(sites).toOpaque()
    cmark_syntax_extension_set_private(display, context, nil)
    cmark_syntax_extension_set_private(inline, context, nil)
    // The table extension answers for every paragraph: what comes after it could never interrupt one.
    cmark_parser_attach_syntax_extension(parser, display)
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    cmark_parser_attach_syntax_extension(parser, inline)
    // The backslash of `\(` must reach the inline extension.
    cmark_parser_set_backslash_ispunct_func(parser) { sign in
      let byte = UInt8(bitPattern: sign)
      return byte.isPunctuation && byte != UInt8(ascii: "(") ? 1 : 0
    }
  }
}

private func sites(of syntaxExtension: OpaquePointer?) -> MathSites? {
  cmark_syntax_extension_get_private(syntaxExtension).map { Unmanaged<MathSites>.fromOpaque($0).takeUnretainedValue() }
}

private func openDisplay(
  _ syntaxExtension: OpaquePointer?, _ parser: OpaquePointer?, _ parent: OpaquePointer?,
  _ input: UnsafeMutablePointer<UInt8>?, _ count: Int32
) -> OpaquePointer? {
  guard let sites = sites(of: syntaxExtension), let parent = CmarkNode(parent) else { return nil }
  let start = Int(cmark_parser_get_first_nonspace(parser))
  let line = DisplayLine(
    UnsafeBufferPointer(start: input, count: Int(count)), number: cmark_parser_get_line_number(parser))
  guard let site = DisplaySite(opening: line, at: start) else { return nil }
  if parent.kind == .paragraph && InlineMath.isOpen(atEndOf: parent.content) { return nil }
  guard let node = cmark_parser_add_child(parser, parent.pointer, MathExtension.displayType, Int32(start + 1)) else {
    return nil
  }
  cmark_node_set_syntax_extension(node, syntaxExtension)
  cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: sites.append(site)))
  advance(parser, input, to: line.end)
  return node
}

private func continueDisplay(
  _ syntaxExtension: OpaquePointer?, _ parser: OpaquePointer?, _ input: UnsafeMutablePointer<UInt8>?, _ count: Int32,
  _ container: OpaquePointer?
) -> Int32 {
  guard let sites = sites(of: syntaxExtension), let node = CmarkNode(container) else { return 0 }
  let line = DisplayLine(
    UnsafeBufferPointer(start: input, count: Int(count)), number: cmark_parser_get_line_number(parser))
  let start = Int(cmark_parser_get_offset(parser))
  guard let consumed = sites.displays[node.site].append(line, from: start) else { return 0 }
  advance(parser, input, to: consumed)
  return 1
}

private func advance(_ parser: OpaquePointer?, _ input: UnsafeMutablePointer<UInt8>?, to offset: Int) {
  input?.withMemoryRebound(to: CChar.self, capacity: offset) {
    cmark_parser_advance_offset(parser, $0, Int32(offset) - cmark_parser_get_offset(parser), 0)
  }
}

private func matchInline(
  _ syntaxExtension: OpaquePointer?, _ parent: OpaquePointer?, _ sign: UInt8, _ parser: OpaquePointer?
) -> OpaquePointer? {
  // cmark asks at every place where an inline may start, for signs of other extensions as well.
  guard sign == UInt8(ascii: "$") || sign == UInt8(ascii: "("), let sites = sites(of: syntaxExtension),
    let parent, let content = UnsafeRawPointer(cmark_node_get_string_content(parent))
  else { return nil }
  let text = content.assumingMemoryBound(to: UInt8.self)
  let offset = Int(cmark_inline_parser_get_offset(parser))
  switch sites.match(sign, in: text, at: offset, block: Int(bitPattern: parent)) {
  case .none: return nil
  case .formula(let site, let end):
    if sign == UInt8(ascii: "(") { cmark_node_unput(parent, 1) }
    cmark_inline_parser_set_offset(parser, Int32(end))
    let node = cmark_node_new(CMARK_NODE_HTML_INLINE)
    cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: site))
    return node
  case .text(let literal):
    if sign == UInt8(ascii: "(") { cmark_node_unput(parent, 1) }
    cmark_inline_parser_set_offset(parser, Int32(offset + literal.utf8.count))
    let node = cmark_node_new(CMARK_NODE_TEXT)
    cmark_node_set_literal(node, literal)
    return node
  }
}

import Diagnostics

/// A Jupyter notebook, of nbformat 3 or 4, as far as a lesson can say what it says.
struct Notebook {
  struct Cell {
    enum Kind {
      case markdown
      case raw
      case code(language: String)
    }

    var kind: Kind
    var source: String
    var outputs: [Output] = []
    /// Files within the cell, by name, in base 64.
    var attachments: [String: String] = [:]
  }

  enum Output {
    case text(String)
    case formula(String)
    case markdown(String)
    case image(ending: String, Image)
    /// A form that a lesson has no place for.
    case other(String)

    enum Image {
      case base64(String)
      case text(String)
    }
  }

  var cells: [Cell]

  /// - Throws: ``DiagnosticCode/notebook``.
  init(_ bytes: [UInt8]) throws(Fault) {
    let root: JSONValue
    do throws(Fault) {
      root = try JSONReader.read(bytes)
    } catch {
      throw Fault(.notebook, "this is no notebook, which is JSON: \(error.message)\(Self.hint(bytes))")
    }
    guard let version = root["nbformat"]?.int else {
      throw Fault(.notebook, "this JSON is no notebook: it has no 'nbformat'")
    }
    let language =
      root["metadata"]?["language_info"]?["name"]?.string
      ?? root["metadata"]?["kernelspec"]?["language"]?.string ?? "python"
    switch version {
    case 4: cells = (root["cells"]?.elements ?? []).map { Self.cell($0, language) }
    case 3:
      cells = (root["worksheets"]?.elements ?? []).flatMap { $0["cells"]?.elements ?? [] }.map {
        Self.cell($0, language)
      }
    default:
      throw Fault(
        .notebook,
        "this notebook has the format \(version); 3 and 4 are read. Jupyter saves it anew: jupyter nbconvert --to notebook"
      )
    }
  }

  private static func hint(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    let isPrinted = text.contains("\nIn [") || text.hasPrefix("In [")
    return isPrinted ? "; it looks like a notebook's printed text, import the .ipynb file itself" : ""
  }

  // MARK: Cells

  private static func cell(_ value: JSONValue, _ language: String) -> Cell {
    let source = text(value["source"] ?? value["input"])
    var cell = Cell(kind: .raw, source: source)
    switch value["cell_type"]?.string {
    case "markdown": cell.kind = .markdown
    case "heading":
      cell.kind = .markdown
      let level = min(max(value["level"]?.int ?? 1, 1), 6)
      cell.source = String(repeating: "#", count: level) + " " + source.split(separator: "\n").joined(separator: " ")
    case "code":
      cell.kind = .code(language: value["language"]?.string ?? language)
      cell.outputs = (value["outputs"]?.elements ?? []).compactMap(output)
    default: break
    }
    for (name, forms) in value["attachments"]?.members ?? [:] {
      cell.attachments[name] = forms.members.sorted { $0.key < $1.key }.first.map { text($0.value) }
    }
    return cell
  }

  /// A text, or a list of its lines with their ends, which become those of Unix.
  private static func text(_ value: JSONValue?) -> String {
    let text = value?.string ?? (value?.elements ?? []).compactMap(\.string).joined()
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" }))
  }

  // MARK: Outputs

  private static func output(_ value: JSONValue) -> Output? {
    switch value["output_type"]?.string {
    case "stream": return .text(text(value["text"]))
    case "error", "pyerr":
      let parts = [value["ename"], value["evalue"]].compactMap { $0?.string }.filter { !$0.isEmpty }
      return .text(parts.joined(separator: ": "))
    default: return richest(value["data"]?.members ?? value.members)
    }
  }

  /// The richest form that a lesson can show. nbformat 3 has short names in the place of media types.
  private static func richest(_ forms: [String: JSONValue]) -> Output? {
    func form(_ names: String...) -> JSONValue? { names.lazy.compactMap { forms[$0] }.first }
    if let data = form("image/png", "png") { return .image(ending: "png", .base64(text(data))) }
    if let data = form("image/jpeg", "jpeg") { return .image(ending: "jpg", .base64(text(data))) }
    if let data = form("image/svg+xml", "svg") { return .image(ending: "svg", .text(text(data))) }
    if let data = form("text/latex", "latex") { return .formula(text(data)) }
    if let data = form("text/markdown") { return .markdown(text(data)) }
    if let data = form("text/plain", "text") { return .text(text(data)) }
    return forms.keys.sorted().first { $0.contains("/") }.map { .other($0) }
  }
}

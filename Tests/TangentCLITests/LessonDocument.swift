/// The JSON transcript, schema 1: decoding fails when a key is missing or has another type.
struct LessonDocument: Decodable {
  enum Status: String, Decodable { case ok, failed, skipped, unevaluated }
  enum Severity: String, Decodable { case error, warning, note }
  enum Kind: String, Decodable { case text, formula, tensor, table, figure, graph, derivation }

  struct Diagnostic: Decodable, Hashable {
    var severity: Severity
    var code: String
    var message: String
    var line: Int
    var column: Int
  }

  struct Output: Decodable {
    var kind: Kind
    var text: String
    var tex: String?
    var mathml: String?
    var svg: String?
    var alt: String?
  }

  struct Cell: Decodable {
    var index: Int
    var label: String?
    var line: Int
    var status: Status
    var source: String
    var seconds: Double?
    var outputs: [Output]
    var diagnostics: [Diagnostic]
  }

  struct Inline: Decodable {
    var line: Int
    var column: Int
    var text: String?
  }

  var schema: Int
  var lesson: String
  var status: Status
  var diagnostics: [Diagnostic]
  var inline: [Inline]
  var cells: [Cell]

  /// What an author is told: not the errors that a cell is there to show.
  var findings: [Diagnostic] {
    diagnostics + cells.flatMap { cell in cell.diagnostics.filter { cell.status != .ok || $0.severity != .error } }
  }
}

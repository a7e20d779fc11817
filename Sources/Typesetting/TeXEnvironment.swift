/// How an environment sets its rows.
struct TeXEnvironment: Sendable {
  var open = ""
  var close = ""
  var alignments: [MathLayout.Table.Alignment] = [.center]
  var joined = false
  var display = false
  var style: MathLayout.Style?
  /// `{lcr}` follows the name.
  var hasColumns = false
  /// A number of columns follows the name.
  var hasCount = false
  var columnRules: [Int] = []

  private static let aligned = TeXEnvironment(alignments: [.right, .left], joined: true, display: true)
  private static let gathered = TeXEnvironment(joined: true, display: true)
  private static let cases = TeXEnvironment(open: "{", alignments: [.left])

  private static func matrix(_ open: String, _ close: String) -> TeXEnvironment {
    TeXEnvironment(open: open, close: close)
  }

  static let all: [String: TeXEnvironment] = [
    "matrix": matrix("", ""), "pmatrix": matrix("(", ")"), "bmatrix": matrix("[", "]"), "Bmatrix": matrix("{", "}"),
    "vmatrix": matrix("|", "|"), "Vmatrix": matrix("‖", "‖"), "matrix*": matrix("", ""), "pmatrix*": matrix("(", ")"),
    "bmatrix*": matrix("[", "]"), "Bmatrix*": matrix("{", "}"), "vmatrix*": matrix("|", "|"),
    "Vmatrix*": matrix("‖", "‖"), "smallmatrix": TeXEnvironment(style: .script),
    "array": TeXEnvironment(hasColumns: true), "darray": TeXEnvironment(display: true, hasColumns: true),
    "subarray": TeXEnvironment(joined: true, hasColumns: true),
    "cases": cases, "dcases": TeXEnvironment(open: "{", alignments: [.left], display: true),
    "rcases": TeXEnvironment(close: "}", alignments: [.left]),
    "drcases": TeXEnvironment(close: "}", alignments: [.left], display: true),
    "aligned": aligned, "align": aligned, "align*": aligned, "split": aligned, "eqnarray": eqnarray,
    "eqnarray*": eqnarray, "flalign": aligned, "flalign*": aligned, "alignat": alignedAt, "alignat*": alignedAt,
    "alignedat": alignedAt, "gather": gathered, "gather*": gathered, "gathered": gathered, "multline": gathered,
    "multline*": gathered, "equation": gathered, "equation*": gathered, "displaymath": gathered,
  ]

  private static let alignedAt = TeXEnvironment(
    alignments: [.right, .left], joined: true, display: true, hasCount: true)
  private static let eqnarray = TeXEnvironment(alignments: [.right, .center, .left], joined: true, display: true)
}

import Foundation
import Testing

@Suite struct ImportTests {
  /// A picture of one dot.
  private static let dot =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

  /// A notebook with these cells, as JSON.
  private func notebook(_ cells: [[String: Any]], language: String = "python") throws -> Data {
    try JSONSerialization.data(withJSONObject: [
      "nbformat": 4, "nbformat_minor": 5, "metadata": ["language_info": ["name": language]], "cells": cells,
    ])
  }

  private func markdown(_ source: Any, attachments: [String: Any] = [:]) -> [String: Any] {
    ["cell_type": "markdown", "metadata": [:], "source": source, "attachments": attachments]
  }

  private func code(_ source: Any, _ outputs: [[String: Any]] = []) -> [String: Any] {
    ["cell_type": "code", "metadata": [:], "source": source, "execution_count": 1, "outputs": outputs]
  }

  /// Imports a notebook; gives what was said, and the lesson.
  private func lesson(_ data: Data, _ arguments: String...) throws -> (Outcome, String) {
    let folder = try Folder()
    defer { folder.remove() }
    try data.write(to: folder["a.ipynb"])
    let outcome = try tangent(["import", "a.ipynb"] + arguments, in: folder.url)
    return (outcome, (try? folder.text("a.md")) ?? "")
  }

  @Test func everyKindOfCell() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try notebook([
      markdown(
        ["# Größe\n", "\n", "A ![dot](attachment:a%20dot.png) and ![none](attachment:b.png).\n"],
        attachments: [
          "a dot.png": ["image/png": Self.dot]
        ]),
      code(
        "s = '''\n```\n'''\nx",
        [
          ["output_type": "stream", "name": "stdout", "text": ["\u{1B}[31mred\u{1B}[0m\n"]],
          ["output_type": "stream", "name": "stderr", "text": "and more"],
          [
            "output_type": "execute_result",
            "data": ["text/plain": ["x**2"], "text/latex": ["$\\displaystyle x^{2}$"]],
          ],
          ["output_type": "display_data", "data": ["image/png": Self.dot + "\n", "text/plain": "<Figure>"]],
          ["output_type": "error", "ename": "NameError", "evalue": "name 'y'", "traceback": ["\u{1B}[0m..."]],
          ["output_type": "display_data", "data": ["application/x-widget": [:]]],
        ]),
      markdown("```swift\nlet a = 1\n```"), code(""), ["cell_type": "raw", "source": "raw *text*"],
    ]).write(to: folder["a.ipynb"])
    let outcome = try tangent("import", "a.ipynb", in: folder.url)
    #expect(
      try folder.text("a.md") == """
        # Größe

        A ![dot](a-files/a-dot.png) and ![none](attachment:b.png).

        ````python
        s = '''
        ```
        '''
        x
        ````

        ```output
        red
        and more
        ```

        $$
        \\displaystyle x^{2}
        $$

        ![What cell 2 drew](a-files/output-2.png)

        ```output
        NameError: name 'y'
        ```

        ```swift static
        let a = 1
        ```

        ```text
        raw *text*
        ```

        """)
    #expect(
      outcome.error == """
        tangent: Cell 1 shows the attachment 'b.png', which the notebook does not have.
        tangent: Cell 2 recorded application/x-widget, which was left out.
        wrote a.md (2 texts, 1 piece of code, 2 pictures)

        """)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder["a-files"].path).sorted()
    #expect(files == ["a-dot.png", "output-2.png"])
    #expect(try Data(contentsOf: folder["a-files/a-dot.png"]) == Data(base64Encoded: Self.dot))
    let check = try tangent("check", "a.md", in: folder.url).output
    #expect(check.contains("0 cells, 1 error") && check.contains("attachment:b.png"))
  }

  /// The format of IPython 3, with headings, `input` and short names of forms.
  @Test func format3() throws {
    let data = try JSONSerialization.data(withJSONObject: [
      "nbformat": 3, "metadata": ["name": ""],
      "worksheets": [
        [
          "cells": [
            ["cell_type": "heading", "level": 2, "source": ["Old"]],
            [
              "cell_type": "code", "language": "julia", "input": ["1 + 1"],
              "outputs": [["output_type": "pyout", "text": ["2"]]],
            ] as [String: Any],
          ]
        ]
      ],
    ])
    #expect(
      try lesson(data).1 == "---\ntitle: a\n---\n\n## Old\n\n```julia\n1 + 1\n```\n\n```output\n2\n```\n")
  }

  /// Texts as they are damaged, and what they were.
  @Test(arguments: [
    ("xÂ² âˆ’ yÌ‚ â†’ Letâ€™s", "x² − ŷ → Let’s", 5), ("ðŸ“˜ ğ‘¦=ğ‘“(ğ´)", "📘 𝑦=𝑓(𝐴)", 4),
    ("naïve Â°, déjà vu — ≤ 𝑥", "naïve °, déjà vu — ≤ 𝑥", 1), ("â€\u{9D} Ã©", "” é", 2),
  ]) func misreadText(_ damaged: String, _ meant: String, _ count: Int) throws {
    let data = try notebook([markdown("# T\n\n" + damaged)])
    let (found, kept) = try lesson(data)
    #expect(kept == "# T\n\n\(damaged)\n" && found.status == 0)
    #expect(found.error.contains(count == 1 ? "One place, '" : "\(count) places, '"))
    #expect(found.error.contains("--repair mends them"))
    let (mended, text) = try lesson(data, "--repair")
    #expect(text == "# T\n\n\(meant)\n" && mended.error.contains("mended."))
  }

  @Test(arguments: ["Größe, naïveté, Ångström ½ × ² — “quoted” … 🙂 𝑥 ≤ ∞", "ÂB Ã ð", "ş ğ ı"])
  func soundTextStays(_ text: String) throws {
    let (outcome, lesson) = try lesson(notebook([markdown("# T\n\n" + text)]), "--repair")
    #expect(lesson == "# T\n\n\(text)\n" && !outcome.error.contains("encoding"))
  }

  /// What is no notebook, and the message.
  @Test(arguments: [
    ("", "line 1, column 1: a value is expected here"), ("# A\n\nIn [1]:\nx\n", "import the .ipynb file itself"),
    ("{\"cells\": [}", "line 1, column 12: a value is expected here"),
    ("{\n\"a\" 1}", "line 2, column 5: ':' is expected"),
    ("[]", "this JSON is no notebook: it has no 'nbformat'"), ("{\"nbformat\": 2}", "format 2; 3 and 4 are read"),
    ("{\"nbformat\": 5}", "format 5; 3 and 4 are read"), ("{\"nbformat\": 4} x", "the text should end here"),
    ("\"\\ud83d", "a text has no closing quote"), ("{\"a\": \"\n\"}", "a control character stands in a text"),
    (String(repeating: "[", count: 100_000), "this is nested too deeply"), ("-", "this is no number"),
    ("\"\\u12g4\"", "four hexadecimal digits"), ("nul", "a value is expected here"),
    ("[1 2]", "',' or ']' is expected"),
  ]) func refusals(_ text: String, _ message: String) throws {
    let (outcome, lesson) = try lesson(Data(text.utf8))
    #expect(outcome.status == 3 && lesson == "" && outcome.error.contains(message), "\(outcome.error.prefix(300))")
    #expect(outcome.error.hasPrefix("tangent: cannot import 'a.ipynb': "))
  }

  /// Escapes, pairs of escapes, halves of pairs, UTF-16 and marks.
  @Test func texts() throws {
    let json = ##"{"nbformat":4,"cells":[{"cell_type":"markdown","source":"# \u00e9\ud83d\ude42\ud83d \"\\\/\t"}]}"##
    #expect(try lesson(Data(json.utf8)).1 == "# é🙂\u{FFFD} \"\\/\t\n")
    let wide = try #require(("\u{FEFF}" + json).data(using: .utf16LittleEndian))
    let (outcome, text) = try lesson(wide)
    #expect(text == "# é🙂\u{FFFD} \"\\/\t\n" && outcome.error.contains("The file is UTF-16"))
    #expect(try lesson(Data(("\u{FEFF}" + json).utf8)).1.hasPrefix("# é"))
  }

  @Test func nothingIsLost() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try notebook([markdown("# T ![d](attachment:d.png)", attachments: ["d.png": ["image/png": Self.dot]])])
      .write(to: folder["a.ipynb"])
    try folder.write("mine", as: "a.md")
    let outcome = try tangent("import", "a.ipynb", in: folder.url)
    #expect(outcome.status == 3 && outcome.error == "tangent: there is 'a.md' already; it stays as it is\n")
    #expect(try folder.text("a.md") == "mine" && folder.names == ["a.ipynb", "a.md"])
    #expect(try tangent("import", "a.ipynb", "-o", "b.md", in: folder.url).status == 0)
    try FileManager.default.removeItem(at: folder["b.md"])
    #expect(try tangent("import", "a.ipynb", "-o", "b.md", in: folder.url).status == 0, "the picture is the same")
    try FileManager.default.removeItem(at: folder["b.md"])
    try folder.write("mine", as: "b-files/d.png")
    #expect(
      try tangent("import", "a.ipynb", "-o", "b.md", in: folder.url).error.contains("there is 'b-files/d.png' already"))
    #expect(try folder.text("b-files/d.png") == "mine")
  }

  @Test(arguments: [
    ("none.ipynb", "cannot read 'none.ipynb': No such file", 3), (".", "cannot read '.': it is a folder", 3),
    ("a.ipynb -o a.txt", "a lesson's name ends in .md", 2), ("a.ipynb -o x/a.md", "there is no folder 'x'", 3),
  ]) func misuse(_ line: String, _ message: String, _ status: Int32) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try notebook([markdown("# T")]).write(to: folder["a.ipynb"])
    let outcome = try tangent(["import"] + line.split(separator: " ").map(String.init), in: folder.url)
    #expect(outcome.status == status && outcome.error.contains(message), "\(outcome.error)")
  }
}

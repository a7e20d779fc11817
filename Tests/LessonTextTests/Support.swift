import Diagnostics
import LessonText
import Typesetting

/// Reads a lesson without a formula reader or a folder; `!` in a formula is reported as unknown.
func lesson(_ text: String, images: [String: [UInt8]] = [:]) -> Lesson {
  LessonReader.read(path: "lesson.md", bytes: Array(text.utf8), loadImage: loader(images), readFormula: markedFormula)
}

func loader(_ images: [String: [UInt8]]) -> LessonReader.ImageLoader {
  { path in images[path].map { .success($0) } ?? .failure(Fault(.image, "There is no file '\(path)'.")) }
}

private func markedFormula(_ tex: String, _ macros: inout TeXMacros) -> (layout: MathLayout, problems: [TeXProblem]) {
  let places = tex.utf8.enumerated().filter { $0.element == UInt8(ascii: "!") }.map(\.offset)
  return (.source(tex), places.map { TeXProblem(.unknownCommand, "Unknown.", at: SourceRange($0, $0 + 1)) })
}

/// A text with places marked by `⟦` and `⟧`: what is between them is where a finding must land.
struct MarkedText {
  var text = ""
  var ranges: [SourceRange] = []

  init(_ marked: String) {
    var starts: [Int] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": starts.append(text.utf8.count)
      case "⟧": ranges.append(SourceRange(starts.removeLast(), text.utf8.count))
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

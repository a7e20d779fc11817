import Diagnostics

/// One key of the `//| key: value` lines at the head of a cell.
struct CellOption {
  let name: String
  /// What the option does, for people.
  let sentence: String
  /// Takes the value over; gives what was expected instead when it has another form.
  let apply: @Sendable (inout CellOptions, YAMLNode) -> String?

  static let all: [CellOption] =
    own
    + LimitKey.all.map { key in
      CellOption(name: key.name, sentence: key.sentence) { key.set(&$0.limits, to: $1) }
    }

  private static let own: [CellOption] = [
    text("label", "The name that references use, as in '@fig-name'.", \.label),
    flag("echo", "Whether the report shows the code.", \.echo),
    flag("eval", "Whether the cell is run.", \.eval),
    flag("output", "Whether the report shows what the cell shows.", \.output),
    flag("include", "Whether the report shows the cell at all.", \.include),
    flag("code-fold", "Whether readers unfold the code themselves.", \.codeFold),
    CellOption(name: "error", sentence: "Whether the cell is expected to fail, or a part of the expected message.") {
      if let isExpected = $1.bool {
        $0.error = isExpected ? .any : .none
      } else if let text = $1.string {
        $0.error = .containing(text)
      } else {
        return "true, false or a part of a message"
      }
      return nil
    },
    text("fig-cap", "The caption of the cell's figure.", \.figureCaption),
    text("fig-alt", "The text alternative of the cell's figure.", \.figureAlt),
    CellOption(name: "fig-width", sentence: "The width of figures in CSS pixels.") {
      guard let width = $1.int, (16...10_000).contains(width) else {
        return "a whole number of pixels from 16 to 10000"
      }
      $0.figureWidth = width
      return nil
    },
    CellOption(name: "steps", sentence: "Whether the last line shows the steps to its value, or how many levels.") {
      if let isOn = $1.bool {
        $0.steps = isOn ? .all : .off
      } else if let levels = $1.int, levels >= 0 {
        $0.steps = levels == 0 ? .off : .levels(levels)
      } else {
        return "true, false or a number of levels"
      }
      return nil
    },
    CellOption(name: "verify", sentence: "Whether 'tangent verify' compares the cell, or compares it in any order.") {
      if let isCompared = $1.bool {
        $0.verify = isCompared ? .ordered : .skip
      } else if $1.string == "unordered" {
        $0.verify = .unordered
      } else {
        return "true, false or unordered"
      }
      return nil
    },
    text("exercise", "The exercise that the cell is the place for.", \.exercise),
    text("check", "The exercise that the cell checks.", \.check),
  ]

  private static func flag(
    _ name: String, _ sentence: String, _ property: WritableKeyPath<CellOptions, Bool> & Sendable
  ) -> CellOption {
    CellOption(name: name, sentence: sentence) { options, node in
      guard let flag = node.bool else { return "true or false" }
      options[keyPath: property] = flag
      return nil
    }
  }

  private static func text(
    _ name: String, _ sentence: String, _ property: WritableKeyPath<CellOptions, String?> & Sendable
  ) -> CellOption {
    CellOption(name: name, sentence: sentence) { options, node in
      guard let text = node.string else { return "text" }
      options[keyPath: property] = text
      return nil
    }
  }
}

extension LessonBuilder {
  /// Reads the leading `//|` lines of a cell; its label becomes known to references.
  func options(of code: CellCode) -> CellOptions {
    var options = CellOptions()
    guard let yaml = Self.optionLines(of: code) else { return options }
    do throws(YAMLProblem) {
      for (key, value) in try YAMLReader.mapping(in: yaml) { apply(key, value, to: &options) }
    } catch {
      report(.invalidOption, error.message, at: error.range)
    }
    return options
  }

  private func apply(_ key: YAMLNode, _ value: YAMLNode, to options: inout CellOptions) {
    let name = key.string ?? ""
    guard let option = CellOption.all.first(where: { $0.name == name }) else {
      let closest = closestMatch(to: name, in: CellOption.all.map(\.name))
      report(
        .unknownOption, "Cells have no option '\(name)'.", at: key.range,
        fixIts: didYouMean(closest, at: key.textRange))
      return
    }
    if let expected = option.apply(&options, value) {
      report(.invalidOption, "The value of '\(name)' must be \(expected).", at: value.range)
    } else if name == "label", let label = options.label {
      define(label, at: value.range)
    }
  }

  /// The text after the `//|` of the leading option lines; `nil` when there are none.
  private static func optionLines(of code: CellCode) -> CellCode? {
    guard code.text.utf8.starts(with: "//|".utf8) else { return nil }
    var yaml = CellCode(text: "", lines: [])
    for (line, place) in zip(
      code.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false), code.lines)
    {
      guard line.starts(with: "//|".utf8) else { break }
      let hasSpace = line.dropFirst(3).first == UInt8(ascii: " ")
      let prefix = hasSpace ? 4 : 3
      yaml.append(line: String(Substring(line.dropFirst(prefix))), at: place.fileOffset + prefix)
    }
    return yaml
  }
}

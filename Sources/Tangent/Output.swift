import Diagnostics
import Figures
import Typesetting

/// What a value shows of itself: always a text, and a richer form where it has one.
///
/// Renderers pick the richest form they can set; the text is what the plain terminal and `--to json` show.
public enum Output: Sendable {
  case text(String)
  case formula(FormulaOutput)
  case tensor(TensorOutput)
  case table(TableOutput)
  case figure(FigureOutput)
  case graph(FigureOutput)
  case derivation(DerivationOutput)

  /// What the plain terminal shows.
  public var text: String {
    switch self {
    case .text(let text): text
    case .formula(let formula): formula.text
    case .tensor(let tensor): tensor.text
    case .table(let table): table.text
    case .figure(let figure), .graph(let figure): figure.text
    case .derivation(let derivation): derivation.text
    }
  }
}

/// A symbolic value: `text` is Swift source that reads back as it.
public struct FormulaOutput: Sendable {
  public var text: String
  public var layout: MathLayout

  public init(text: String, layout: MathLayout) {
    self.text = text
    self.layout = layout
  }
}

/// An array of numbers. `cells` holds the printed numbers of the shown rows (a vector is one row);
/// `nil` stands for an ellipsis.
public struct TensorOutput: Sendable {
  public var text: String
  public var shape: [Int]
  public var cells: [[String?]]
  /// The size and sign of each shown number among all, from -4 to 4; empty where a scale would say nothing.
  public var heat: [[Int]]

  public init(text: String, shape: [Int], cells: [[String?]], heat: [[Int]] = []) {
    self.text = text
    self.shape = shape
    self.cells = cells
    self.heat = heat
  }
}

/// Named columns of equal length, already printed.
public struct TableOutput: Sendable {
  public struct Column: Sendable {
    public var name: String
    public var cells: [String]
    public var isNumeric: Bool

    public init(name: String, cells: [String], isNumeric: Bool) {
      self.name = name
      self.cells = cells
      self.isNumeric = isNumeric
    }
  }

  public var columns: [Column]
  /// The columns aligned with spaces.
  public var text: String

  public init(columns: [Column], text: String) {
    self.columns = columns
    self.text = text
  }
}

/// A drawing with its description in words, which is its plain text and its alternative text.
public struct FigureOutput: Sendable {
  public var scene: Scene
  public var text: String
  /// The passes through a computation graph, for readers to step through; positions count the drawing's nodes and edges.
  public var steps: [ComputationGraph.Step]

  public init(scene: Scene, text: String, steps: [ComputationGraph.Step] = []) {
    self.scene = scene
    self.text = text
    self.steps = steps
  }
}

/// The rules that fired, in order.
public struct DerivationOutput: Sendable {
  public struct Step: Sendable {
    public var rule: String
    public var sentence: String
    public var before: FormulaOutput
    public var after: FormulaOutput
    public var condition: String?

    public init(
      rule: String, sentence: String, before: FormulaOutput, after: FormulaOutput, condition: String? = nil
    ) {
      self.rule = rule
      self.sentence = sentence
      self.before = before
      self.after = after
      self.condition = condition
    }
  }

  public var steps: [Step]
  /// What the steps lead to, where it is more than the last of them: the whole and its value.
  public var result: (whole: FormulaOutput, value: FormulaOutput)?
  public var text: String

  public init(steps: [Step], result: (whole: FormulaOutput, value: FormulaOutput)? = nil, text: String) {
    self.steps = steps
    self.result = result
    self.text = text
  }
}

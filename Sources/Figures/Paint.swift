/// A colour by what it stands for, so that one drawing serves light pages, dark pages and terminals.
public enum Paint: Hashable, Sendable {
  /// The colour of the surrounding words.
  case ink
  /// Axes, ticks and lesser words.
  case muted
  case grid
  /// A series of data; numbers past the palette start again with another dash.
  case series(Int)
  /// Values on their way forward through a computation graph.
  case forward
  /// Gradients on their way back.
  case backward

  /// The number of colours for series.
  public static let seriesCount = 6

  var dash: Scene.Dash {
    switch self {
    case .series(let index): Scene.Dash(rawValue: index / Self.seriesCount % Scene.Dash.allCases.count) ?? .solid
    case .ink, .muted, .grid, .forward, .backward: .solid
    }
  }

  /// The number of an xterm colour that reads on black and on white alike.
  var terminalColor: Int? { color?.terminal }

  struct Color: Sendable {
    let name: String
    let light: String
    let dark: String
    let terminal: Int
  }

  var color: Color? {
    switch self {
    case .ink: nil
    case .muted: Self.mutedColor
    case .grid: Self.gridColor
    case .series(let index): Self.seriesColors[abs(index % Self.seriesCount)]
    case .forward: Self.forwardColor
    case .backward: Self.backwardColor
    }
  }

  static let mutedColor = Color(name: "dim", light: "#5f6b76", dark: "#9aa7b2", terminal: 244)
  static let gridColor = Color(name: "grid", light: "#e3e7eb", dark: "#30363d", terminal: 238)
  static let forwardColor = Color(name: "forward", light: "#0068a8", dark: "#62b6f0", terminal: 32)
  static let backwardColor = Color(name: "backward", light: "#c23b10", dark: "#ff9466", terminal: 166)

  /// The order of Okabe and Ito's palette for colour-blind readers (Color Universal Design, 2008), with the light
  /// colours darkened and the dark ones lightened until each stands out 3 to 1 from its page.
  static let seriesColors = [
    Color(name: "series-1", light: "#0072b2", dark: "#5ab4ee", terminal: 32),
    Color(name: "series-2", light: "#d55e00", dark: "#ff8f4a", terminal: 166),
    Color(name: "series-3", light: "#008a66", dark: "#2fc79a", terminal: 35),
    Color(name: "series-4", light: "#b0528f", dark: "#e79bcb", terminal: 169),
    Color(name: "series-5", light: "#a06c00", dark: "#efc24a", terminal: 136),
    Color(name: "series-6", light: "#56616b", dark: "#b3bec8", terminal: 246),
  ]

  private static let colors = [mutedColor, gridColor, forwardColor, backwardColor] + seriesColors

  /// What drawings leave to the style sheet of the page that they are part of, besides the custom properties.
  public static let pageStyle = """
    .scene{font-family:system-ui,sans-serif}
    .scene .forward{fill:var(--forward)}
    .scene .backward{fill:var(--backward)}

    """

  /// The custom properties of the palette for a page's stylesheet, in its dark colours when `dark`:
  /// `--series-1:#0072b2;...`.
  public static func customProperties(dark: Bool) -> String {
    colors.map { "--\($0.name):\(dark ? $0.dark : $0.light);" }.joined()
  }
}

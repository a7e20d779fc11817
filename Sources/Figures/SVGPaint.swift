/// How SVG is to paint an element: a value for each property that matters to it, all of which SVG inherits.
struct SVGPaint {
  enum Property: Int, CaseIterable {
    case fill, fillOpacity, stroke, strokeOpacity, lineWidth, join, cap, dash, fontSize, anchor, weight, order

    var name: String {
      switch self {
      case .fill: "fill"
      case .fillOpacity: "fill-opacity"
      case .stroke: "stroke"
      case .strokeOpacity: "stroke-opacity"
      case .lineWidth: "stroke-width"
      case .join: "stroke-linejoin"
      case .cap: "stroke-linecap"
      case .dash: "stroke-dasharray"
      case .fontSize: "font-size"
      case .anchor: "text-anchor"
      case .weight: "font-weight"
      case .order: "paint-order"
      }
    }

    /// The bytes of the attribute.
    func length(of value: String) -> Int { name.utf8.count + value.utf8.count + 4 }
  }

  private var values = [String?](repeating: nil, count: Property.allCases.count)

  /// Words in the colour of those around the drawing; for the rest what SVG begins with.
  static let initial: SVGPaint = {
    var paint = specified
    paint[.fill] = "currentColor"
    return paint
  }()

  /// What SVG itself begins with.
  static let specified: SVGPaint = {
    var paint = SVGPaint()
    paint[.fill] = "black"
    paint[.stroke] = "none"
    for property in [Property.fillOpacity, .strokeOpacity, .lineWidth] { paint[property] = "1" }
    paint[.join] = "miter"
    paint[.cap] = "butt"
    paint[.dash] = "none"
    paint[.anchor] = "start"
    paint[.weight] = "normal"
    paint[.order] = "normal"
    return paint
  }()

  subscript(property: Property) -> String? {
    get { values[property.rawValue] }
    set { values[property.rawValue] = newValue }
  }

  /// The attributes of an element with this paint within `outer`.
  func attributes(within outer: SVGPaint) -> String {
    var result = ""
    for property in Property.allCases {
      guard let value = self[property], value != outer[property] else { continue }
      result += " \(property.name)=\"\(value)\""
    }
    return result
  }

  /// What is better said once around elements of these paints than by each of them.
  static func common(_ paints: [SVGPaint], within outer: SVGPaint) -> SVGPaint {
    var result = SVGPaint()
    guard paints.count > 1 else { return result }
    for property in Property.allCases {
      var counts: [String: Int] = [:]
      for value in paints.compactMap({ $0[property] }) { counts[value, default: 0] += 1 }
      // Those that want what is around now would have to say so.
      let kept = outer[property].map { (counts[$0] ?? 0) * property.length(of: $0) } ?? 0
      let gains = counts.filter { $0.key != outer[property] }.mapValues { $0 - 1 }
        .map { (value: $0.key, bytes: $0.value * property.length(of: $0.key) - kept) }
      let best = gains.max { ($0.bytes, $1.value) < ($1.bytes, $0.value) }
      if let best, best.bytes > 0 { result[property] = best.value }
    }
    return result
  }

  /// This paint with what `inner` says in its place.
  func overlaid(by inner: SVGPaint) -> SVGPaint {
    var result = self
    for property in Property.allCases {
      if let value = inner[property] { result[property] = value }
    }
    return result
  }
}

extension SVGPaint {
  init(_ style: Scene.Style, _ colors: SVGColors) {
    self[.fill] = style.fill.map(colors.css) ?? "none"
    let opacity = style.opacity < 1 ? Markup.fraction(style.opacity) : "1"
    if style.fill != nil { self[.fillOpacity] = opacity }
    self[.stroke] = style.stroke.map(colors.css) ?? "none"
    guard style.stroke != nil else { return }
    self[.strokeOpacity] = style.fill == nil ? opacity : "1"
    self[.lineWidth] = Markup.number(style.lineWidth)
    if style.fill != nil { self[.order] = "normal" }
    // The ends of a line as thin as a pixel look alike, but those of dashes do not.
    if style.lineWidth > 1 || style.dash != .solid {
      self[.join] = style.lineWidth > 1 ? "round" : "miter"
      self[.cap] = style.lineWidth > 1 ? "round" : "butt"
    }
    self[.dash] =
      switch style.dash {
      case .solid: "none"
      case .dashed: "6 5"
      case .dotted: ".1 5"
      case .dashDotted: "8 5 .1 5"
      }
  }

  /// Discs are the round caps of lines without length.
  init(discsOf radius: Double, _ paint: String) {
    self[.stroke] = paint
    self[.strokeOpacity] = "1"
    self[.lineWidth] = Markup.number(2 * radius)
    self[.cap] = "round"
    self[.dash] = "none"
  }

  init(_ text: Scene.Text, _ colors: SVGColors) {
    self[.fill] = colors.css(text.paint)
    self[.fillOpacity] = "1"
    self[.fontSize] = Markup.number(text.size)
    self[.weight] = text.bold ? "600" : "normal"
    self[.anchor] =
      switch text.anchor {
      case .start: "start"
      case .middle: "middle"
      case .end: "end"
      }
    self[.stroke] = text.hasHalo ? colors.paper : "none"
    guard text.hasHalo else { return }
    self[.strokeOpacity] = "1"
    self[.lineWidth] = "3"
    self[.order] = "stroke"
  }
}

/// Colours as custom properties: a page sets them, and a drawing that stands alone falls back on those for light pages.
struct SVGColors {
  var isStandalone: Bool

  var paper: String { isStandalone ? "var(--paper,#fff)" : "var(--paper)" }

  /// What is around a text of a role that a page colours itself.
  func applied(to role: Scene.Role, _ text: Scene.Text, _ outer: SVGPaint) -> SVGPaint {
    guard !isStandalone, (role, text.paint) == (.forward, .forward) || (role, text.paint) == (.backward, .backward)
    else { return outer }
    var paint = outer
    paint[.fill] = css(text.paint)
    return paint
  }

  func css(_ paint: Paint) -> String {
    guard let color = paint.color else { return "currentColor" }
    return isStandalone ? "var(--\(color.name),\(color.light))" : "var(--\(color.name))"
  }
}

extension Scene {
  /// The drawing as one `<svg>` element, named by `label` for readers who do not see it.
  ///
  /// A page makes `svg.scene` shrink with its column (`max-width: 100%; height: auto`) and lets `svg.wide` scroll at a
  /// readable size. No style attribute is written, so that a strict Content-Security-Policy holds.
  /// Colours are custom properties with fallbacks (see ``Paint/customProperties(dark:)``) and `currentColor`; every
  /// identifier begins with `id`, so that many drawings fit in one page.
  public func svg(label: String, id: String) -> String {
    var writer = SVGWriter(id: Markup.identifier(id))
    let title = writer.id + "-title"
    let size = "width=\"\(Markup.number(width))\" height=\"\(Markup.number(height))\""
    let box = "viewBox=\"0 0 \(Markup.number(width)) \(Markup.number(height))\""
    let kind = "class=\"\(isWide ? "scene wide" : "scene")\""
    let font = "font-family=\"system-ui,sans-serif\" fill=\"currentColor\""
    writer.write(elements)
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"\(title)\" \(kind) \(size) \(box) \(font)>"
      + "<title id=\"\(title)\">\(Markup.escaped(label))</title>\(writer.output)</svg>"
  }
}

private struct SVGWriter {
  let id: String
  private(set) var output = ""
  private var clipCount = 0

  init(id: String) { self.id = id }

  mutating func write(_ elements: [Scene.Element]) {
    for element in elements { write(element) }
  }

  // The depth is that of the groups that our own layouts nest: two or three.
  private mutating func write(_ element: Scene.Element) {
    switch element {
    case .path(let path, let style):
      output += "<path d=\"\(Markup.pathData(path))\"\(attributes(style))/>"
    case .rectangle(let rectangle, let radius, let style):
      let corner = radius > 0 ? " rx=\"\(Markup.number(radius))\"" : ""
      output += "<rect \(geometry(rectangle))\(corner)\(attributes(style))/>"
    case .discs(let points, let radius, let paint):
      let width = Markup.number(2 * radius)
      output +=
        "<path d=\"\(Markup.dots(points))\" stroke=\"\(paint.css)\" stroke-width=\"\(width)\" stroke-linecap=\"round\"/>"
    case .text(let text): write(text)
    case .group(let role, let clip, let elements): write(role, clip, elements)
    }
  }

  private mutating func write(_ role: Scene.Role, _ clip: Scene.Rectangle?, _ elements: [Scene.Element]) {
    guard !elements.isEmpty else { return }
    var reference = ""
    if let clip {
      clipCount += 1
      let name = "\(id)-clip\(clipCount)"
      output += "<clipPath id=\"\(name)\"><rect \(geometry(clip))/></clipPath>"
      reference = " clip-path=\"url(#\(name))\""
    }
    // Cells that touch show no seams.
    let edges = role == .cell ? " shape-rendering=\"crispEdges\"" : ""
    output += "<g class=\"\(role.rawValue)\"\(reference)\(edges)>"
    write(elements)
    output += "</g>"
  }

  private mutating func write(_ text: Scene.Text) {
    let anchor =
      switch text.anchor {
      case .start: ""
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      }
    let weight = text.bold ? " font-weight=\"600\"" : ""
    let halo = text.hasHalo ? " stroke=\"var(--paper,#fff)\" stroke-width=\"3\" paint-order=\"stroke\"" : ""
    let paint = text.paint == .ink ? "" : " fill=\"\(text.paint.css)\""
    let place = "x=\"\(Markup.number(text.origin.x))\" y=\"\(Markup.number(text.origin.y))\""
    output += "<text \(place) font-size=\"\(Markup.number(text.size))\"\(anchor)\(weight)\(paint)\(halo)>"
    output += Markup.escaped(text.string) + "</text>"
  }

  private func geometry(_ r: Scene.Rectangle) -> String {
    "x=\"\(Markup.number(r.x))\" y=\"\(Markup.number(r.y))\" width=\"\(Markup.number(r.width))\" height=\"\(Markup.number(r.height))\""
  }

  private func attributes(_ style: Scene.Style) -> String {
    var result = " fill=\"\(style.fill?.css ?? "none")\""
    if style.opacity < 1 {
      result += " \(style.fill == nil ? "stroke" : "fill")-opacity=\"\(Markup.fraction(style.opacity))\""
    }
    guard let stroke = style.stroke else { return result }
    result += " stroke=\"\(stroke.css)\""
    if style.lineWidth != 1 { result += " stroke-width=\"\(Markup.number(style.lineWidth))\"" }
    if style.lineWidth > 1 { result += " stroke-linejoin=\"round\" stroke-linecap=\"round\"" }
    switch style.dash {
    case .solid: break
    case .dashed: result += " stroke-dasharray=\"6 5\""
    case .dotted: result += " stroke-dasharray=\".1 5\""
    case .dashDotted: result += " stroke-dasharray=\"8 5 .1 5\""
    }
    return result
  }
}

extension Scene {
  /// The drawing as one `<svg>` element, named by `label` for readers who do not see it.
  ///
  /// A page makes `svg.scene` shrink with its column (`max-width: 100%; height: auto`) and lets `svg.wide` scroll at a
  /// readable size. No style attribute is written, so that a strict Content-Security-Policy holds.
  /// Colours are custom properties (see ``Paint/customProperties(dark:)``) and `currentColor`; every identifier begins
  /// with `id`, so that many drawings fit in one page.
  ///
  /// - Parameter isStandalone: whether it must serve outside of an HTML page with ``Paint/pageStyle``.
  public func svg(label: String, id: String, isStandalone: Bool = true) -> String {
    var writer = SVGWriter(id: Markup.identifier(id), colors: SVGColors(isStandalone: isStandalone))
    let title = writer.id + "-title"
    let size = "width=\"\(Markup.number(width))\" height=\"\(Markup.number(height))\""
    let box = "viewBox=\"0 0 \(Markup.number(width)) \(Markup.number(height))\""
    let kind = "class=\"\(isWide ? "scene wide" : "scene")\""
    let font = isStandalone ? " font-family=\"system-ui,sans-serif\"" : ""
    let common = SVGPaint.common(writer.paints(of: elements), within: .initial)
    let paint = SVGPaint.initial.overlaid(by: common)
    writer.write(elements, within: paint)
    let space = isStandalone ? " xmlns=\"http://www.w3.org/2000/svg\"" : ""
    // The first title names a picture; a reference to it serves readers who do not know that.
    let (reference, name) = isStandalone ? (" aria-labelledby=\"\(title)\"", " id=\"\(title)\"") : ("", "")
    return "<svg\(space) role=\"img\"\(reference) \(kind) \(size) \(box)\(font)"
      + "\(paint.attributes(within: .specified))>"
      + "<title\(name)>\(Markup.escaped(label))</title>\(writer.output)</svg>"
  }
}

/// Writes elements with what many of them share said once around them.
private struct SVGWriter {
  let id: String
  let colors: SVGColors
  private(set) var output = ""
  private var clipCount = 0

  init(id: String, colors: SVGColors) {
    self.id = id
    self.colors = colors
  }

  // The depth is that of the groups that our own layouts nest: two or three.
  func paints(of elements: [Scene.Element]) -> [SVGPaint] {
    elements.flatMap { element in
      switch element {
      case .path(_, let style), .rectangle(_, _, let style): [SVGPaint(style, colors)]
      case .discs(_, let radius, let paint): [SVGPaint(discsOf: radius, colors.css(paint))]
      case .text(let text): [SVGPaint(text, colors)]
      case .group(_, _, let elements): paints(of: elements)
      }
    }
  }

  mutating func write(_ elements: [Scene.Element], within outer: SVGPaint) {
    var rest = elements[...]
    while let first = rest.first {
      let role = first.groupRole
      let alike = rest.prefix { role != nil && $0.groupRole == role }
      if alike.count > 1 {
        rest = rest.dropFirst(alike.count)
        write(alike: Array(alike), within: outer)
      } else if let outlined = Scene.Element.outlined(rest) {
        rest = rest.dropFirst(2)
        rectangle(outlined.rectangle, outlined.radius, outlined.paint(colors), within: outer)
      } else {
        rest = rest.dropFirst()
        write(first, within: outer)
      }
    }
  }

  /// Neighbours of one role, in a group of no role where that saves something.
  private mutating func write(alike groups: [Scene.Element], within outer: SVGPaint) {
    let common = SVGPaint.common(paints(of: groups), within: outer)
    let attributes = common.attributes(within: outer)
    if !attributes.isEmpty { output += "<g\(attributes)>" }
    for group in groups { write(group, within: outer.overlaid(by: common)) }
    if !attributes.isEmpty { output += "</g>" }
  }

  private mutating func write(_ element: Scene.Element, within outer: SVGPaint) {
    switch element {
    case .path(let path, let style):
      output += "<path d=\"\(Markup.pathData(path))\"\(SVGPaint(style, colors).attributes(within: outer))/>"
    case .rectangle(let box, let radius, let style):
      rectangle(box, radius, SVGPaint(style, colors), within: outer)
    case .discs(let points, let radius, let paint):
      let attributes = SVGPaint(discsOf: radius, colors.css(paint)).attributes(within: outer)
      output += "<path d=\"\(Markup.dots(points))\"\(attributes)/>"
    case .text(let text): self.text(text, within: outer)
    case .group(let role, let clip, let elements): group(role, clip, elements, within: outer)
    }
  }

  private mutating func text(_ text: Scene.Text, _ attributes: String = "", within outer: SVGPaint) {
    output += "<text\(attributes) x=\"\(Markup.number(text.origin.x))\" y=\"\(Markup.number(text.origin.y))\""
    output += "\(SVGPaint(text, colors).attributes(within: outer))>\(Markup.escaped(text.string))</text>"
  }

  private mutating func rectangle(
    _ rectangle: Scene.Rectangle, _ radius: Double, _ paint: SVGPaint, within outer: SVGPaint
  ) {
    let corner = radius > 0 ? " rx=\"\(Markup.number(radius))\"" : ""
    output += "<rect \(geometry(rectangle))\(corner)\(paint.attributes(within: outer))/>"
  }

  private mutating func group(
    _ role: Scene.Role, _ clip: Scene.Rectangle?, _ elements: [Scene.Element], within outer: SVGPaint
  ) {
    guard !elements.isEmpty else { return }
    var reference = ""
    if let clip {
      clipCount += 1
      let name = "\(id)-clip\(clipCount)"
      output += "<clipPath id=\"\(name)\"><rect \(geometry(clip))/></clipPath>"
      reference = " clip-path=\"url(#\(name))\""
    }
    if elements.count == 1, reference.isEmpty, case .text(let only) = elements[0] {
      return text(only, " class=\"\(role.rawValue)\"", within: colors.applied(to: role, only, outer))
    }
    // Cells that touch show no seams.
    let edges = role == .cell ? " shape-rendering=\"crispEdges\"" : ""
    let common = SVGPaint.common(paints(of: elements), within: outer)
    output += "<g class=\"\(role.rawValue)\"\(reference)\(edges)\(common.attributes(within: outer))>"
    write(elements, within: outer.overlaid(by: common))
    output += "</g>"
  }

  private func geometry(_ r: Scene.Rectangle) -> String {
    let size = "width=\"\(Markup.number(r.width))\" height=\"\(Markup.number(r.height))\""
    return "x=\"\(Markup.number(r.x))\" y=\"\(Markup.number(r.y))\" \(size)"
  }
}

extension Scene.Element {
  fileprivate var groupRole: Scene.Role? {
    if case .group(let role, nil, let elements) = self, !elements.isEmpty { role } else { nil }
  }

  /// A tinted rectangle and its outline.
  fileprivate struct Outlined {
    var rectangle: Scene.Rectangle
    var radius: Double
    var tint: Scene.Style
    var outline: Scene.Style

    func paint(_ colors: SVGColors) -> SVGPaint {
      var fill = SVGPaint(tint, colors)
      fill[.stroke] = nil
      var stroke = SVGPaint(outline, colors)
      stroke[.fill] = nil
      stroke[.order] = "normal"
      return fill.overlaid(by: stroke)
    }
  }

  /// The first two elements, if they are one rectangle in two styles.
  fileprivate static func outlined(_ elements: ArraySlice<Scene.Element>) -> Outlined? {
    guard case .rectangle(let box, let radius, let tint)? = elements.first, tint.stroke == nil,
      case .rectangle(box, radius, let outline)? = elements.dropFirst().first, outline.fill == nil
    else { return nil }
    return Outlined(rectangle: box, radius: radius, tint: tint, outline: outline)
  }
}

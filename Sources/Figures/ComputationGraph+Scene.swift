import Diagnostics

extension ComputationGraph {
  /// The graph as a drawing, from the inputs on the left to the output on the right.
  ///
  /// - Precondition: at most 400 nodes, and Graphviz is installed.
  public var scene: Scene { trapping { () throws(Fault) in try drawn() } }

  /// - Throws: `.limit` past 400 nodes, `.missingLibrary` without Graphviz.
  package func drawn() throws(Fault) -> Scene {
    try GraphDrawing(self).scene()
  }

  /// Opens Graphviz ahead of the first graph.
  package static func prepare() throws(Fault) { try GraphvizLayout.prepare() }
}

/// The drawing of one graph: sizes for Graphviz, and what stands at the places it gives.
private struct GraphDrawing {
  private let graph: ComputationGraph
  private let edges: [(edge: ComputationGraph.Edge, tail: Int, head: Int)]

  private static let boxHeight = 32.0
  private static let numberHeight = 17.0
  private static let captionSize = 12.0
  private static let numberSize = 12.0
  private static let labelSize = 14.0
  private static let margin = 6.0
  private static let legendHeight = 30.0

  init(_ graph: ComputationGraph) {
    self.graph = graph
    edges = graph.drawnEdges
  }

  func scene() throws(Fault) -> Scene {
    let groups = graph.groups
    let layout = try GraphvizLayout.layout(
      GraphvizLayout.Input(
        nodes: graph.nodes.map(size),
        edges: edges.map { GraphvizLayout.Edge(tail: $0.tail, head: $0.head, label: room($0.edge.localDerivative)) },
        clusters: groups.map(cluster)))
    let legend = legend(top: layout.size.height + 2 * Self.margin, width: layout.size.width + 2 * Self.margin)
    let width = max(layout.size.width + 2 * Self.margin, legend.width)
    let shift = Scene.Point((width - layout.size.width) / 2, Self.margin)
    var elements = zip(groups, layout.clusters).map { frame($0, $1.moved(by: shift)) }
    elements += zip(edges, layout.edges).map { edge, curve in
      draw(
        edge.edge, curve.moved(by: shift), from: side(edge.tail, 1, layout, shift),
        to: side(edge.head, -1, layout, shift))
    }
    elements += zip(graph.nodes, layout.nodes).map { draw($0, $1.moved(by: shift)) }
    elements.append(legend.element)
    return Scene(
      width: width, height: layout.size.height + 2 * Self.margin + legend.height, elements: elements,
      textForm: graph.textForm)
  }

  // MARK: Sizes

  private func size(_ node: ComputationGraph.Node) -> GraphvizLayout.Size {
    let numbers = [node.value, node.gradient].compactMap { $0 }.map { TextMetrics.width($0, size: Self.numberSize) + 6 }
    let width = ([boxWidth(node)] + numbers).max() ?? 0
    return GraphvizLayout.Size(width: width, height: Self.boxHeight + 2 * Self.numberHeight)
  }

  private func boxWidth(_ node: ComputationGraph.Node) -> Double {
    max(TextMetrics.width(node.caption, size: Self.labelSize) + 20, 40)
  }

  private func room(_ label: String?) -> GraphvizLayout.Size? {
    label.map { GraphvizLayout.Size(width: TextMetrics.width($0, size: Self.numberSize) + 8, height: 16) }
  }

  private func cluster(_ caption: String) -> GraphvizLayout.Cluster {
    GraphvizLayout.Cluster(
      nodes: graph.nodes.indices.filter { graph.nodes[$0].group == caption },
      caption: GraphvizLayout.Size(
        width: TextMetrics.width(caption, size: Self.captionSize, bold: true) + 8, height: 18))
  }

  // MARK: Elements

  private func frame(_ caption: String, _ box: Scene.Rectangle) -> Scene.Element {
    let words = Scene.Text(
      caption, at: Scene.Point(box.x + 10, box.y + 17), size: Self.captionSize, paint: .muted, bold: true)
    return .group(
      .frame, clip: nil,
      [
        .rectangle(box, radius: 10, Scene.Style(fill: .muted, opacity: 0.09)),
        .text(words),
      ])
  }

  private func draw(_ node: ComputationGraph.Node, _ center: Scene.Point) -> Scene.Element {
    let width = boxWidth(node)
    let box = Scene.Rectangle(
      x: center.x - width / 2, y: center.y - Self.boxHeight / 2, width: width, height: Self.boxHeight)
    let style = style(node.role)
    var elements: [Scene.Element] = []
    if let fill = style.fill {
      elements.append(.rectangle(box, radius: style.radius, Scene.Style(fill: fill, opacity: 0.14)))
    }
    elements.append(
      .rectangle(box, radius: style.radius, Scene.Style(stroke: style.stroke, lineWidth: style.width, dash: style.dash))
    )
    elements.append(text(node.caption, center.moved(by: Scene.Point(0, 5)), Self.labelSize, .ink))
    if let value = node.value {
      let words = text(value, Scene.Point(center.x, box.y - 5), Self.numberSize, .forward)
      elements.append(.group(.forward, clip: nil, [words]))
    }
    if let gradient = node.gradient {
      let words = text(gradient, Scene.Point(center.x, box.maxY + 14), Self.numberSize, .backward)
      elements.append(.group(.backward, clip: nil, [words]))
    }
    return .group(.node, clip: nil, elements)
  }

  private func style(
    _ role: ComputationGraph.Node.Role
  ) -> (fill: Paint?, stroke: Paint, width: Double, radius: Double, dash: Scene.Dash) {
    switch role {
    case .input: (.forward, .forward, 1.5, 16, .solid)
    case .constant: (nil, .muted, 1, 16, .dashed)
    case .operation: (nil, .ink, 1.2, 6, .solid)
    case .output: (.backward, .backward, 1.5, 6, .solid)
    }
  }

  private func text(_ string: String, _ origin: Scene.Point, _ size: Double, _ paint: Paint) -> Scene.Element {
    .text(Scene.Text(string.replacing(minus: "−"), at: origin, anchor: .middle, size: size, paint: paint))
  }

  /// The middle of the right (1) or left (-1) side of a node's box; its numbers may reach farther out.
  private func side(
    _ index: Int, _ sign: Double, _ layout: GraphvizLayout.Output, _ shift: Scene.Point
  ) -> Scene.Point {
    layout.nodes[index].moved(by: shift).moved(by: Scene.Point(sign * boxWidth(graph.nodes[index]) / 2, 0))
  }

  /// Graphviz's curve, led on to the boxes at both ends.
  private func draw(
    _ edge: ComputationGraph.Edge, _ curve: GraphvizLayout.Curve, from tail: Scene.Point, to head: Scene.Point
  ) -> Scene.Element {
    let points = curve.points
    guard let start = points.first else { return .group(.edge, clip: nil, []) }
    var segments: [Scene.Path.Segment] = [.move(tail), .line(start)]
    for index in stride(from: 1, to: points.count - 2, by: 3) {
      segments.append(.curve(points[index], points[index + 1], points[index + 2]))
    }
    let base = Scene.Point(head.x - 7, head.y)
    segments.append(.line(base))
    var elements: [Scene.Element] = [
      .path(Scene.Path(segments), Scene.Style(stroke: .muted, lineWidth: 1.4)), arrowhead(from: base, to: head),
    ]
    if let label = edge.localDerivative, let place = curve.label {
      elements.append(text(label, place.moved(by: Scene.Point(0, 4)), Self.numberSize, .ink))
    }
    return .group(.edge, clip: nil, elements)
  }

  private func arrowhead(from base: Scene.Point, to tip: Scene.Point) -> Scene.Element {
    let half = 3.5
    let head = Scene.Path([Scene.Point(base.x, base.y - half), tip, Scene.Point(base.x, base.y + half)], closed: true)
    return .path(head, Scene.Style(fill: .muted))
  }

  /// One line that says what the colours and the numbers on the arrows are.
  private func legend(top: Double, width: Double) -> (element: Scene.Element, width: Double, height: Double) {
    var words: [(String, Paint)] = []
    if graph.nodes.contains(where: { $0.value != nil }) { words.append(("value, forward →", .forward)) }
    if graph.nodes.contains(where: { $0.gradient != nil }) { words.append(("gradient, ← backward", .backward)) }
    if graph.edges.contains(where: { $0.localDerivative != nil }) {
      words.append(("on arrows: local derivative", .ink))
    }
    guard !words.isEmpty else { return (.group(.legend, clip: nil, []), 0, 0) }
    var x = max(
      (width - words.reduce(-20) { $0 + TextMetrics.width($1.0, size: Self.captionSize) + 20 }) / 2, Self.margin)
    let texts = words.map { word, paint in
      defer { x += TextMetrics.width(word, size: Self.captionSize) + 20 }
      return Scene.Element.text(
        Scene.Text(word, at: Scene.Point(x, top + 14), size: Self.captionSize, paint: paint))
    }
    return (.group(.legend, clip: nil, texts), x - 14, Self.legendHeight - 8)
  }
}

extension GraphvizLayout.Curve {
  fileprivate func moved(by shift: Scene.Point) -> GraphvizLayout.Curve {
    GraphvizLayout.Curve(points: points.map { $0.moved(by: shift) }, label: label?.moved(by: shift))
  }
}

extension Scene.Point {
  func moved(by shift: Scene.Point) -> Scene.Point { Scene.Point(x + shift.x, y + shift.y) }
}

extension Scene.Rectangle {
  func moved(by shift: Scene.Point) -> Scene.Rectangle {
    Scene.Rectangle(x: x + shift.x, y: y + shift.y, width: width, height: height)
  }
}

import CGraphviz
import Diagnostics
import Synchronization

/// Graphviz's layered layout ("dot"), in this process: boxes of given sizes in, places and curves out.
///
/// Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (IEEE TSE 1993). The library is opened
/// with the first graph; no word of a user's reaches it, only sizes.
enum GraphvizLayout {
  struct Size: Hashable {
    var width: Double
    var height: Double
  }

  struct Edge {
    var tail: Int
    var head: Int
    /// Room for the words beside the edge.
    var label: Size?
  }

  struct Cluster {
    var nodes: [Int]
    /// Room for the caption above the nodes.
    var caption: Size
  }

  struct Input {
    var nodes: [Size]
    var edges: [Edge]
    var clusters: [Cluster]
  }

  struct Curve {
    /// The start and three points for each Bézier piece.
    var points: [Scene.Point]
    var label: Scene.Point?
  }

  struct Output {
    var size: Size
    /// The centres of the nodes.
    var nodes: [Scene.Point]
    var edges: [Curve]
    var clusters: [Scene.Rectangle]
  }

  static let (mostNodes, mostEdges) = (400, 1200)
  /// Half a second; a hundred thousand would run out of an eight-megabyte stack.
  static let mostEffort = 8000

  /// Graphviz keeps global state: one caller at a time. The table is filled once and never closed.
  private static let library = Mutex<Library?>(nil)

  private struct Library: @unchecked Sendable {
    let functions: CGVFunctions
  }

  /// - Throws: `.limit` for graphs too large to read, `.missingLibrary` where Graphviz is not installed.
  static func layout(_ input: Input) throws(Fault) -> Output {
    try checkSize(input)
    return try library.withLock { (library) throws(Fault) in
      let opened = try opened(&library)
      guard var drawing = GraphvizDrawing(opened.functions, input) else { throw failure }
      defer { drawing.close() }
      guard let output = drawing.output() else { throw failure }
      return output
    }
  }

  private static func checkSize(_ input: Input) throws(Fault) {
    let size = "this graph has \(input.nodes.count) nodes and \(input.edges.count) edges"
    guard input.nodes.count <= mostNodes, input.edges.count <= mostEdges else {
      throw Fault(.limit, "\(size); at most \(mostNodes) nodes and \(mostEdges) edges can be drawn")
    }
    guard input.effort <= mostEffort else {
      throw Fault(.limit, "\(size), too many of them far apart to draw it readably; draw a part of it")
    }
  }

  /// Opens the library ahead of the first graph, for callers with a thread to spare.
  static func prepare() throws(Fault) {
    _ = try library.withLock { (library) throws(Fault) in try opened(&library) }
  }

  private static let failure = Fault(.missingLibrary, "Graphviz could not lay out this graph")

  private static func opened(_ library: inout Library?) throws(Fault) -> Library {
    if let library { return library }
    var functions = CGVFunctions()
    if let missing = cgvOpen(&functions) {
      throw Fault(
        .missingLibrary,
        "drawing a graph needs Graphviz, and \(String(cString: missing)) is not there: install libgvc6 "
          + "(apt install libgvc6, or brew install graphviz)")
    }
    let opened = Library(functions: functions)
    library = opened
    return opened
  }
}

/// One graph inside Graphviz, built by calls and read back as attributes.
private struct GraphvizDrawing {
  private let functions: CGVFunctions
  private let graph: OpaquePointer
  private var nodes: [OpaquePointer] = []
  private var edges: [OpaquePointer] = []
  private var clusters: [OpaquePointer] = []
  private var isLaidOut = false

  private static let pointsPerInch = 72.0

  init?(_ functions: CGVFunctions, _ input: GraphvizLayout.Input) {
    guard let graph = functions.open(nil, functions.directed, nil) else { return nil }
    self.functions = functions
    self.graph = graph
    set(graph, "rankdir", "LR")
    set(graph, "nodesep", "0.22")
    set(graph, "ranksep", "0.42")
    // Bounds of the network simplex, so that dense graphs end in time.
    set(graph, "nslimit", "2")
    for (index, size) in input.nodes.enumerated() { add(node: index, size) }
    for (index, edge) in input.edges.enumerated() { add(edge: index, edge) }
    for (index, cluster) in input.clusters.enumerated() { add(cluster: index, cluster) }
  }

  mutating func close() {
    if isLaidOut { _ = functions.freeLayout(functions.context, graph) }
    _ = functions.close(graph)
  }

  private mutating func add(node index: Int, _ size: GraphvizLayout.Size) {
    guard let node = withText("n\(index)", { functions.node(graph, $0, 1) }) else { return }
    set(node, "shape", "box")
    set(node, "fixedsize", "true")
    set(node, "label", "")
    set(node, "width", "\(size.width / Self.pointsPerInch)")
    set(node, "height", "\(size.height / Self.pointsPerInch)")
    nodes.append(node)
  }

  private mutating func add(edge index: Int, _ edge: GraphvizLayout.Edge) {
    guard nodes.indices.contains(edge.tail), nodes.indices.contains(edge.head),
      let handle = withText("e\(index)", { functions.edge(graph, nodes[edge.tail], nodes[edge.head], $0, 1) })
    else { return }
    set(handle, "tailport", "e")
    set(handle, "headport", "w")
    set(handle, "arrowsize", "0.6")
    if let label = edge.label { setLabel(handle, label) }
    edges.append(handle)
  }

  private mutating func add(cluster index: Int, _ cluster: GraphvizLayout.Cluster) {
    guard let subgraph = withText("cluster\(index)", { functions.subgraph(graph, $0, 1) }) else { return }
    for node in cluster.nodes where nodes.indices.contains(node) { _ = functions.subnode(subgraph, nodes[node], 1) }
    set(subgraph, "margin", "9")
    setLabel(subgraph, cluster.caption)
    clusters.append(subgraph)
  }

  /// A label of noughts with the extent of the words that will stand there: without a font library Graphviz estimates
  /// half the size for each and 1.2 times the size for a line.
  private func setLabel(_ object: OpaquePointer, _ size: GraphvizLayout.Size) {
    let fontSize = size.height / 1.2
    let count = max(Int((size.width / (0.5 * fontSize)).rounded(.up)), 1)
    set(object, "fontsize", "\(fontSize)")
    set(object, "label", String(repeating: "0", count: count))
  }

  mutating func output() -> GraphvizLayout.Output? {
    guard "dot".withCString({ functions.layout(functions.context, graph, $0) }) == 0 else { return nil }
    isLaidOut = true
    guard render(), let box = numbers(graph, "bb"), box.count == 4 else { return nil }
    let height = box[3]
    let flip = { (x: Double, y: Double) in Scene.Point(x, height - y) }
    return GraphvizLayout.Output(
      size: GraphvizLayout.Size(width: box[2], height: height),
      nodes: nodes.map { point($0, "pos", flip) ?? Scene.Point(0, 0) },
      edges: edges.map { curve($0, flip) },
      clusters: clusters.map { rectangle($0, height) })
  }

  /// Rendering writes the results into the attributes; its text is not needed.
  private func render() -> Bool {
    var text: UnsafeMutablePointer<CChar>?
    var length: UInt32 = 0
    let status = "dot".withCString { functions.renderData(functions.context, graph, $0, &text, &length) }
    if let text { functions.freeRenderData(text) }
    return status == 0
  }

  private func point(
    _ object: OpaquePointer, _ name: String, _ flip: (Double, Double) -> Scene.Point
  ) -> Scene.Point? {
    guard let place = numbers(object, name), place.count >= 2 else { return nil }
    return flip(place[0], place[1])
  }

  /// Reads `e,x,y x,y x,y ...`: the tip of the arrow, which is ours to draw, then the curve.
  private func curve(_ edge: OpaquePointer, _ flip: (Double, Double) -> Scene.Point) -> GraphvizLayout.Curve {
    var curve = GraphvizLayout.Curve(points: [], label: point(edge, "lp", flip))
    for part in (attribute(edge, "pos") ?? "").split(separator: " ") {
      let numbers = part.split(separator: ",").compactMap { Double($0) }
      guard numbers.count == 2 else { continue }
      if part.first?.isLetter == false { curve.points.append(flip(numbers[0], numbers[1])) }
    }
    return curve
  }

  private func rectangle(_ object: OpaquePointer, _ height: Double) -> Scene.Rectangle {
    guard let box = numbers(object, "bb"), box.count == 4 else {
      return Scene.Rectangle(x: 0, y: 0, width: 0, height: 0)
    }
    return Scene.Rectangle(x: box[0], y: height - box[3], width: box[2] - box[0], height: box[3] - box[1])
  }

  private func numbers(_ object: OpaquePointer, _ name: String) -> [Double]? {
    attribute(object, name).map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  private func attribute(_ object: OpaquePointer, _ name: String) -> String? {
    let text = withText(name) { functions.get(UnsafeMutableRawPointer(object), $0) }
    return text.map { String(cString: $0) }
  }

  private func set(_ object: OpaquePointer, _ name: String, _ value: String) {
    withText(name) { name in
      withText(value) { value in
        withText("") { _ = functions.set(UnsafeMutableRawPointer(object), name, value, $0) }
      }
    }
  }

  /// Graphviz takes its texts as mutable, and copies them.
  private func withText<Result>(_ text: String, _ body: (UnsafeMutablePointer<CChar>) -> Result) -> Result {
    text.withCString { body(UnsafeMutablePointer(mutating: $0)) }
  }
}

import Diagnostics
import Foundation
import Testing

@testable import Figures

@Suite struct GraphTests {
  /// sin(x ** 2 + 1) at 2, by the chain rule.
  private var composition: ComputationGraph {
    let slope = cos(5.0)
    let (inner, outer) = ("inner: u = x² + 1", "outer: sin(u)")
    return ComputationGraph(
      nodes: [
        .init(id: 1, role: .input, label: "x", value: 2, gradient: 4 * slope, group: inner),
        .init(id: 2, role: .operation, label: "** 2", expression: "x ** 2", value: 4, gradient: slope, group: inner),
        .init(id: 3, role: .constant, label: "1", group: inner),
        .init(
          id: 4, role: .operation, label: "+", name: "u", expression: "x ** 2 + 1", value: 5, gradient: slope,
          group: inner),
        .init(id: 5, role: .output, label: "sin", expression: "sin(u)", value: sin(5.0), gradient: 1, group: outer),
      ],
      edges: [
        .init(from: 1, to: 2, localDerivative: 4, contribution: 4 * slope),
        .init(from: 2, to: 4, localDerivative: 1, contribution: slope),
        .init(from: 3, to: 4), .init(from: 4, to: 5, localDerivative: slope, contribution: slope),
      ])
  }

  private func chain(_ count: Int) -> ComputationGraph {
    ComputationGraph(
      nodes: (0..<count).map { .init(id: $0, role: $0 == 0 ? .input : .operation, label: "f", value: 1, gradient: 1) },
      edges: (1..<count).map { .init(from: $0 - 1, to: $0, localDerivative: 1) })
  }

  private func words(_ elements: [Scene.Element]) -> [Scene.Text] {
    elements.flatMap { element -> [Scene.Text] in
      switch element {
      case .text(let text): [text]
      case .group(_, _, let children): words(children)
      case .path, .rectangle, .discs: []
      }
    }
  }

  @Test func inputsStandLeftOfWhatTheyFeed() throws {
    let texts = words(try composition.drawn().elements)
    let places = ["x", "** 2", "u = +", "sin"].compactMap { label in texts.first { $0.string == label }?.origin.x }
    #expect(places.count == 4)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 + 40 < $1 })
  }

  @Test func framesHoldTheirNodesAndNoOthers() throws {
    let scene = try composition.drawn()
    let texts = words(scene.elements)
    let frames = scene.elements.compactMap { element -> Scene.Rectangle? in
      guard case .group(.frame, _, let children) = element, case .rectangle(let box, _, _)? = children.first else {
        return nil
      }
      return box
    }
    #expect(frames.count == 2)
    for (frame, inside) in zip(frames, [["x", "** 2", "1", "u = +"], ["sin"]]) {
      let held = texts.filter { frame.contains($0.origin) && $0.size == 14 }.map(\.string)
      #expect(Set(held) == Set(inside))
    }
  }

  @Test func everythingStaysInsideAndNoWordsOverlap() throws {
    for graph in [composition, chain(8)] {
      let scene = try graph.drawn()
      let boxes = words(scene.elements).compactMap { Scene.Element.text($0).box }
      for (index, box) in boxes.enumerated() {
        #expect(box.x >= 0 && box.maxX <= scene.width && box.y >= 0 && box.maxY <= scene.height)
        #expect(!boxes[(index + 1)...].contains { $0.overlaps(box) })
      }
    }
  }

  @Test func arrowsEndAtTheBoxes() throws {
    let scene = try composition.drawn()
    let tips = scene.elements.compactMap { element -> Scene.Point? in
      guard case .group(.edge, _, let children) = element, children.count > 1,
        case .path(let head, _) = children[1], case .line(let tip) = head.segments[1]
      else { return nil }
      return tip
    }
    let boxes = scene.elements.compactMap { element -> Scene.Rectangle? in
      guard case .group(.node, _, let children) = element, case .rectangle(let box, _, _)? = children.first else {
        return nil
      }
      return box
    }
    #expect(tips.count == 4)
    for tip in tips {
      #expect(boxes.contains { abs($0.x - tip.x) < 0.01 && abs($0.y + $0.height / 2 - tip.y) < 0.01 })
    }
  }

  @Test func terminalAndDescription() {
    let lines = composition.scene.terminal(columns: 80, color: false).joined(separator: "\n") + "\n"
    expectGolden(lines, "composition.txt")
    #expect(
      composition.description == """
        Computation graph of 5 nodes with 3 operations from x to sin(u). 1. x = 2, gradient 1.135; 2. x ** 2 = 4, \
        gradient 0.2837; 3. 1; 4. u = x ** 2 + 1 = 5, gradient 0.2837; 5. sin(u) = -0.9589, gradient 1.
        """)
  }

  private func formulas(_ graph: ComputationGraph) -> [String] {
    graph.steps.map { ($0.pass == .forward ? "→ " : "← ") + $0.formula.map(\.text).joined() }
  }

  @Test func stepsFormTheProductsOfTheChainRule() {
    #expect(
      formulas(composition) == [
        "→ x = 2", "→ x ** 2 = 2² = 4", "→ u = 4 + 1 = 5", "→ y = sin(5) = −0.9589", "← ∂y/∂y = 1",
        "← ∂y/∂u = 1 · 0.2837 = 0.2837", "← ∂y/∂(x ** 2) = ∂y/∂u · ∂u/∂(x ** 2) = 0.2837 · 1 = 0.2837",
        "← ∂y/∂x = ∂y/∂(x ** 2) · ∂(x ** 2)/∂x = 0.2837 · 4 = 1.135",
      ])
    #expect(composition.steps.map(\.node) == [0, 1, 3, 4, 4, 3, 1, 0])
    #expect(composition.steps.map(\.edges) == [[], [0], [1, 2], [3], [], [3], [1], [0]])
  }

  @Test func severalPathsAddUp() {
    let square = ComputationGraph(
      nodes: [
        .init(id: 0, role: .input, label: "y", value: -3, gradient: -6),
        .init(id: 1, role: .output, label: "×", expression: "y * y", value: 9, gradient: 1),
      ],
      edges: [
        .init(from: 0, to: 1, localDerivative: -3, contribution: -3),
        .init(from: 0, to: 1, localDerivative: -3, contribution: -3),
      ])
    #expect(
      formulas(square) == [
        "→ y = −3", "→ z = (−3) · (−3) = 9", "← ∂z/∂z = 1", "← 1 · (−3) = −3",
        "← 1 · (−3) = −3; together ∂z/∂y = −6",
      ])
    #expect(square.steps.map(\.isLast) == [true, true, true, false, true])
  }

  @Test func graphsWithoutValuesHaveNoSteps() {
    #expect(ComputationGraph(nodes: [.init(id: 0, role: .output, label: "f")], edges: []).steps.isEmpty)
  }

  @Test func dotIsReadByGraphviz() {
    var graph = composition
    graph.nodes[0].label = "a\"b\\"
    #expect(graph.dot.contains(#"n1 [label="a\"b\\\n= 2\ngradient 1.135", shape=ellipse]"#))
    expectGolden(composition.dot + "\n", "composition.dot")
  }

  @Test func svgIsWellFormed() throws {
    var graph = composition
    graph.nodes[0].label = "<b>\"&'"
    graph.nodes[1].group = "<g>"
    graph.edges[0].localDerivative = "]]> \\N %s <"
    let svg = try graph.drawn().svg(label: graph.description, id: "g")
    #expect(svg.markupFault == nil)
    #expect(svg.contains("&lt;b&gt;"))
  }

  @Test func limitsAndOddGraphs() throws {
    #expect(throws: Fault.self) { try chain(401).drawn() }
    do { _ = try chain(401).drawn() } catch { #expect(error.code == .limit) }
    // Graphviz would need minutes for this one, and more stack than there is.
    var tangled = chain(400)
    tangled.edges +=
      (1..<400).map { .init(from: $0 * 7919 % $0, to: $0) } + (1..<400).map { .init(from: $0 / 2, to: $0) }
    #expect(throws: Fault.self) { try tangled.drawn() }
    #expect(try chain(400).drawn().isWide)
    #expect(try ComputationGraph(nodes: [], edges: []).drawn().width >= 0)
    #expect(try chain(1).drawn().width > 20)
    // Edges to nowhere, twice the same edge, a loop and equal identifiers come from mistakes, and must not stop us.
    var odd = chain(3)
    odd.edges += [.init(from: 7, to: 0), .init(from: 0, to: 1), .init(from: 1, to: 1), .init(from: 2, to: 0)]
    odd.nodes.append(odd.nodes[0])
    #expect(try odd.drawn().svg(label: "", id: "g").markupFault == nil)
    #expect(!odd.description.isEmpty)
  }

  @Test func concurrentDrawingsAgree() async throws {
    let expected = try composition.drawn().svg(label: "", id: "g")
    let drawings = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<8 { group.addTask { try? composition.drawn().svg(label: "", id: "g") } }
      return await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(drawings.allSatisfy { $0 == expected })
  }
}

extension Scene.Rectangle {
  fileprivate func contains(_ point: Scene.Point) -> Bool {
    x <= point.x && point.x <= maxX && y <= point.y && point.y <= maxY
  }
}

extension GraphvizLayout.Input {
  /// The number of nodes and bends that a layered layout has to place: an edge bends once in every layer that it passes,
  /// twice where it carries words. Time grows faster than this number, and so does Graphviz's stack. O(nodes + edges).
  var effort: Int {
    let layers = layers
    return edges.reduce(nodes.count) { effort, edge in
      let span = layers[edge.head].flatMap { head in layers[edge.tail].map { head - $0 } }
      // On a cycle no layer is known; the edge may pass them all.
      return effort + (span ?? nodes.count) * (edge.label == nil ? 1 : 2)
    }
  }

  /// The longest way to each node from a source; `nil` on and behind cycles.
  private var layers: [Int?] {
    var waiting = Array(repeating: 0, count: nodes.count)
    var heads = Array(repeating: [Int](), count: nodes.count)
    for edge in edges {
      waiting[edge.head] += 1
      heads[edge.tail].append(edge.head)
    }
    var depth = Array(repeating: 0, count: nodes.count)
    var layers = [Int?](repeating: nil, count: nodes.count)
    var ready = nodes.indices.filter { waiting[$0] == 0 }
    while let node = ready.popLast() {
      layers[node] = depth[node]
      for head in heads[node] {
        depth[head] = max(depth[head], depth[node] + 1)
        waiting[head] -= 1
        if waiting[head] == 0 { ready.append(head) }
      }
    }
    return layers
  }
}

enum Shape: Equatable { case circle(Double), rectangle(Double, Double), point }
print(Shape.circle(1) == .circle(1), Shape.circle(1) == .circle(2), Shape.point == .circle(0))  // true false false
indirect enum Tree: Equatable { case leaf, node(Tree, Int, Tree) }
let t = Tree.node(.leaf, 1, .node(.leaf, 2, .leaf))
print(t == t, t == .leaf, t != .node(.leaf, 1, .leaf), [t] == [t])  // true false true true

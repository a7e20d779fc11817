struct Fraction: Equatable {
  var p: Int, q: Int
  static func == (l: Fraction, r: Fraction) -> Bool { l.p * r.q == r.p * l.q }
}
let half = Fraction(p: 1, q: 2)
let list = [Fraction(p: 1, q: 3), Fraction(p: 2, q: 4)]
print(list.contains(half), list.firstIndex(of: half) ?? -1, list == [Fraction(p: 2, q: 6), half])  // true 1 true
final class Node: Equatable {
  let id: Int
  init(_ id: Int) { self.id = id }
  static func == (l: Node, r: Node) -> Bool { l.id == r.id }
}
print([Node(1), Node(2)].contains(Node(2)), Node(1) != Node(1))  // true false

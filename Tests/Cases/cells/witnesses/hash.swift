struct Word: Hashable {
  let text: String
  static func == (l: Word, r: Word) -> Bool { l.text.lowercased() == r.text.lowercased() }
  func hash(into hasher: inout Hasher) { hasher.combine(text.lowercased()) }
}
var counts: [Word: Int] = [:]
for w in ["A", "b", "a"] { counts[Word(text: w), default: 0] += 1 }
print(counts.count, counts[Word(text: "A")]!, Set([Word(text: "x"), Word(text: "X")]).count)  // 2 2 1
final class Node { var next: Node? }
let (a, b) = (Node(), Node())
var seen: Set<ObjectIdentifier> = []
print(seen.insert(ObjectIdentifier(a)).inserted, seen.insert(ObjectIdentifier(a)).inserted)  // true false
print(seen.contains(ObjectIdentifier(b)))  // false

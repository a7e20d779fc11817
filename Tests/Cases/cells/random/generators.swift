var g = Random(seed: 7)
let a = Double.random(in: -1...1, using: &g)
var h = Random(seed: 7)
print(a == Double.random(in: -1...1, using: &h), a >= -1, a <= 1)  // true true true
let rolls = (0..<100).map { _ in Int.random(in: 1...6, using: &g) }
print(rolls.min()!, rolls.max()!, Set(rolls).count)  // 1 6 6
let order = Array(0..<8).shuffled(using: &g)
print(order.sorted() == Array(0..<8), [1, 2, 3].randomElement(using: &g) != nil)  // true true
var cards = ["a", "b", "c"]
cards.shuffle(using: &g)
print(cards.sorted(), Bool.random(using: &h) || true)  // ["a", "b", "c"] true
func draw(_ n: Int, using generator: inout Random) -> [Int] { (0..<n).map { _ in .random(in: 0..<10, using: &generator) } }
print(draw(3, using: &h).count)  // 3
print(Int.random(in: 3..<3, using: &g))  // fault: invalid-argument: there is no random value in an empty range

struct Counter {
  var n = 0
  mutating func add(_ k: Int) { n += k }
}
let fixed = Counter()
fixed.add(1)  // error: not-mutable: 'fixed' is a constant

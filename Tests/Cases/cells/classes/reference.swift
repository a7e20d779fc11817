final class Counter {
  var count = 0
  let name: String
  init(name: String) { self.name = name }
  func increase(by n: Int = 1) { count += n }
}
let a = Counter(name: "a")
let b = a
b.increase()
b.increase(by: 4)
b.count *= 2
print(a.count, a === b, a === Counter(name: "a"), a.name)  // 10 true false a
func reset(_ c: Counter) { c.count = 0 }
reset(a)
print(b.count)  // 0

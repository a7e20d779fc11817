struct Inner {
  var x: Double
  var tags: [String]
}
struct Outer {
  var inner: Inner
  var count = 0
}
var p = Outer(inner: Inner(x: 1, tags: ["a"]))
let copy = p
p.inner.x += 1
p.inner.tags.append("b")
p.inner.tags[0] = "z"
p.count += 5
print(p.inner.x, p.inner.tags, p.count)  // 2.0 ["z", "b"] 5
print(copy.inner.x, copy.inner.tags)  // 1.0 ["a"]

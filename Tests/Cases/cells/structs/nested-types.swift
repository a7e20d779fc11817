struct Outer {
  enum Mode { case fast, slow }
  struct Part { var n = 1 }
  var mode = Mode.fast
  var part = Part()
}
var o = Outer()
o.mode = .slow
o.part.n += 1
let p = Outer.Part(n: 7)
print(o.mode, o.part.n, p.n, Outer.Mode.fast)  // slow 2 7 fast

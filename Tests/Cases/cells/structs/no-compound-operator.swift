struct V { var x = 1.0
  static func + (l: V, r: V) -> V { V(x: l.x + r.x) } }
var v = V()
v += V()  // error: no-matching-overload: '+=' is not declared for V

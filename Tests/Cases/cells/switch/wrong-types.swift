enum Shape { case circle(Double), square }
let s = Shape.square
switch s {
case .circle(let r, let q): print(r, q)  // error: type-mismatch: 'circle' holds 1 value, not 2
case .squar: print(1)  // error: undefined-member: did you mean 'square'?
default: print(2)
}
switch 3 {
case "a": print(1)  // error: no-matching-overload: '==' does not take Int and String
default: print(2)
}

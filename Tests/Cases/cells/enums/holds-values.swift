enum Shape { case circle(Double) }
let s = Shape.circle  // error: no-matching-overload: 'circle' holds values: write circle(_: Double)
let t = Shape.circel(2)  // error: undefined-member: did you mean 'circle'?

struct S { let x = 1 }
var s = S()
s.x = 2  // error: not-mutable: 'x' is a 'let' property

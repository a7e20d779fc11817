final class A { let x = 1; var y = 2 }
let a = A()
a.y = 3
a.x = 4  // error: not-mutable: 'x' is a 'let' property

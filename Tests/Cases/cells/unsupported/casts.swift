let x = 3
let y = x as? Double  // error: unsupported: a conditional cast cannot be used in a cell
let z = x is Int  // error: unsupported: 'is' cannot be used in a cell

let x = 3.0
let y = 2x  // error: syntax: a product needs its sign: write '2 * x', not '2x'

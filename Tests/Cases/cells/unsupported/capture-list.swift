let n = 1
let f = { [n] in n + 1 }  // error: unsupported: a capture list cannot be used in a cell

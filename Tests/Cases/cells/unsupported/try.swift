func f() -> Int { 3 }
let x = try f()  // error: unsupported: 'try' cannot be used in a cell
let y = try? f()  // error: unsupported: 'try' cannot be used in a cell
let z = await f()  // error: unsupported: 'await' cannot be used in a cell

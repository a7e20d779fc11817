func f() -> Int { 3 }
let z = await f()  // error: unsupported: 'await' cannot be used in a cell

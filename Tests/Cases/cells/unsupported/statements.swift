switch 3 { default: break }  // error: unsupported: 'switch' cannot be used in a cell: use 'if' and 'else'
defer { }  // error: unsupported: 'defer' cannot be used in a cell
do { }  // error: unsupported: error handling cannot be used in a cell
outer: for k in 1...2 { }  // error: unsupported: a labelled statement cannot be used in a cell

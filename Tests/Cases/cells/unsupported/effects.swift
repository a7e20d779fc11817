func f() async -> Int { 3 }  // error: unsupported: 'async' cannot be used in a cell: cells run one after the other

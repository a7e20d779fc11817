let names = ["a"].map(\.count)  // error: unsupported: a key path cannot be used in a cell: use a closure such as { $0.name }

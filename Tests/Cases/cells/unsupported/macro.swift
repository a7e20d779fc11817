let c = #line  // error: unsupported: a macro cannot be used in a cell

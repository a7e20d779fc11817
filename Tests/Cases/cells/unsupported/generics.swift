func first<T>(_ x: T) -> T { x }  // error: unsupported: the generic function 'first' cannot be used in a cell

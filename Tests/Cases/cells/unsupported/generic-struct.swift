struct Box<T> { var x: T }  // error: unsupported: a generic struct cannot be used in a cell

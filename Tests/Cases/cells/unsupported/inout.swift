func f(_ x: inout Int) { }  // error: unsupported: an 'inout' parameter cannot be used in a cell

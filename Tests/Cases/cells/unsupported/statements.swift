defer { }  // error: unsupported: 'defer' cannot be used in a cell
switch 3 { case 3: fallthrough default: break }  // error: unsupported: 'fallthrough' cannot be used in a cell: list the patterns in one case

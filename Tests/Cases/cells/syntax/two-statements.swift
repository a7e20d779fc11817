let a = 1 let b = 2  // error: syntax: consecutive statements on a line

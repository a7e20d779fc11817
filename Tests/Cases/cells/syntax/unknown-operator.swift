let x = 3 *** 4  // error: unsupported: the operator '***'

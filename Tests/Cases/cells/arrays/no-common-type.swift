let a = [1, "two"]  // error: needs-annotation: no common type

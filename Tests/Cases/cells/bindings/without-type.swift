let d  // error: needs-annotation: a variable without a value needs a type, as in 'let x: Int'

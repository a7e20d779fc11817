let a = 3
a = 4  // error: not-mutable: 'a' is a constant; declare it with 'var'

let a = unknown + 1  // error: undefined-name: no name 'unknown' is known here
let b = a * 2
print(b + unknown)

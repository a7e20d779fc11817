let n = 3
switch n {  // error: not-exhaustive: this 'switch' does not handle every Int: add 'default:'
case 0: print("zero")
case 1...: print("positive")
}

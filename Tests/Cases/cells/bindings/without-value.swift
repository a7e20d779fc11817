let d: Int  // error: unsupported: a variable needs a value where it is declared
var e: Double?
print(1)

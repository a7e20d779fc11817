let s: String? = "a"
print(s?.count ?? 0)  // error: unsupported: optional chaining cannot be used in a cell: use 'if let'

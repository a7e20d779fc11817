let n = 1
if n { print("yes") }  // error: type-mismatch: this is Int, where Bool is needed
while 1 { }  // error: type-mismatch: where Bool is needed
if n = 2 { }  // error: type-mismatch: '=' assigns a value; write '==' to compare

func f(_ x: Int) -> Int { x }
func f(_ y: Int) -> Int { y + 1 }  // error: redefinition: 'f' is declared twice
//   ^

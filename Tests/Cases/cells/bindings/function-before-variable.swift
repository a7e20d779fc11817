print(g())  // error: undefined-name: 'g' uses 'later', which has no value yet here
//    ^
let later = 3
func g() -> Int { later }

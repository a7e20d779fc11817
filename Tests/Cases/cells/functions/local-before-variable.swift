func outer() -> Int {
  let a = inner()  // error: undefined-name: 'inner' uses 'later', which has no value yet here
  //      ^
  let later = 3
  func inner() -> Int { later }
  return a
}

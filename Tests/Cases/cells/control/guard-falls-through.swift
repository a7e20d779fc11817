func f(_ n: Int?) -> Int {
  guard let n else { print("none") }  // error: missing-return: 'guard' must leave where its condition fails
  return n
}

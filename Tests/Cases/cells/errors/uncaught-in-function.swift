enum Trouble: Error { case bad(Int) }
func f(_ n: Int) throws -> Int {
  if n > 2 {
    throw Trouble.bad(n)  // fault: uncaught-error: nothing catches this error: bad(3)
  }
  return n
}
print(try f(1))  // 1
do {
  print(try f(3))
} catch is DecodingFailure {
  print("never")
}
struct DecodingFailure: Error {}

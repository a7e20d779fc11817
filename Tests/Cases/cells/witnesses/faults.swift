struct Odd: CustomStringConvertible {
  let n: Int
  var description: String { "\([1, 2][n])" }  // fault: index-out-of-range: index 5 is outside
}
print([Odd(n: 1)])  // [2]
print([Odd(n: 5)])

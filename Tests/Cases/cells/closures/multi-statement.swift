let rs = [1, 2, 3].map { n -> Double in
  var s = 0.0
  for k in 1...n { s += 1 / Double(k) }
  return s
}
print(rs)  // [1.0, 1.5, 1.8333333333333333]
let ys = [1, 2, 3].map { n in
  let m = n + 1
  return m * m
}
print(ys)  // [4, 9, 16]

let f: (Double) -> Double = { $0 ** 2 + 1 }
let g: (Int, Int) -> Bool = { $0 < $1 }
let h: () -> Void = { print("h") }
print(f(2), g(1, 2))  // 5.0 true
h()  // h
let k = { (x: Double) -> Double in
  let y = x + 1
  return y * y
}
print(k(1))  // 4.0

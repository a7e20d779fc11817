struct P: Equatable { var x = 1.0, name = "p" }
struct Q: Equatable { var p = P(), list = [1] }
print(P() == P(), P(x: 2) == P(), P() != P(name: "q"))  // true false true
print(Q() == Q(), Q(list: [2]) == Q(), [P()] == [P()], [P(), P(x: 3)].contains(P(x: 3)))  // true false true true
struct Mod: Equatable {
  let n: Int
  static func == (l: Mod, r: Mod) -> Bool { l.n % 5 == r.n % 5 }
}
print(Mod(n: 2) == Mod(n: 7), Mod(n: 2) != Mod(n: 7), Mod(n: 1) == Mod(n: 2))  // true false false
let a: P? = P(), b: P? = nil
print(a == b, a == P(), b == nil)  // false true true

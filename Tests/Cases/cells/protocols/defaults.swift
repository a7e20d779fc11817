protocol Named { var name: String { get } }
extension Named {
  func greeting() -> String { "hello, \(name)" }
  var shout: String { name.uppercased() }
}
struct Cat: Named { let name: String }
final class Dog: Named {
  let name = "rex"
  func greeting() -> String { "woof" }
}
print(Cat(name: "tom").greeting(), Dog().greeting(), Dog().shout)  // hello, tom woof REX
extension Int: Named { var name: String { "number \(self)" } }
print(3.greeting())  // hello, number 3
// ---
extension Named { func twice() -> String { name + name } }
print(Cat(name: "a").twice())  // aa

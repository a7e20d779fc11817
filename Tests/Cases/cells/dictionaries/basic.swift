var ages = ["Ada": 36, "Alan": 41]
ages["Grace"] = 85
ages["Ada"] = 37
print(ages["Ada"]!, ages["Nobody"] ?? 0, ages.count)  // 37 0 3
print(ages)  // ["Ada": 37, "Alan": 41, "Grace": 85]
if let age = ages["Alan"] { print("Alan is \(age)") }  // Alan is 41
let empty: [String: Int] = [:]
print(empty, empty.count)  // [:] 0

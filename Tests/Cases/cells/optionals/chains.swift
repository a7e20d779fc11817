struct P { var name: String; var scores: [Int] = [] }
var p: P? = nil
p?.scores.append(1)
print(p?.name.count ?? -1)  // -1
p = P(name: "ada")
p?.scores.append(3)
p?.scores.append(4)
p?.scores[0] += 10
p!.name += "!"
print(p?.name ?? "", p?.scores ?? [], p?.scores.first ?? 0)  // ada! [13, 4] 13
let upper = p?.name.uppercased()
print(upper ?? "none")  // ADA!

indirect enum List { case end, cell(Int, List) }
var list = List.end
for n in 0..<200_000 { list = .cell(n, list) }
if case .cell(let first, _) = list { print(first) }  // 199999
list = .end
print("freed")  // freed

let fs: [(Double) -> Double] = [sin, { $0 * 2 }, sqrt]
print(fs.map { $0(4) }.count, fs[1](4), fs[2](4))  // 3 8.0 2.0
let table: [String: (Double) -> Double] = ["double": { $0 * 2 }]
print(table["double"]!(4))  // 8.0

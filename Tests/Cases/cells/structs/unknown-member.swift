struct Point { var x: Double }
let p = Point(x: 1)
print(p.z)  // error: undefined-member: 'z'
//      ^
print(p.X)  // error: undefined-member: did you mean 'x'?

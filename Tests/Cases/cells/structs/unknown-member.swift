struct Point { var width: Double }
let p = Point(width: 1)
print(p.z)  // error: undefined-member: 'z'
//      ^
print(p.widht)  // error: undefined-member: did you mean 'width'?

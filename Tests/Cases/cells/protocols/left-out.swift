protocol Shape { func area() -> Double }
let all: [any Shape] = []  // error: unsupported: values of any type that is a 'Shape' cannot be kept in a cell: write a generic function '<T: Shape>'
// ---
protocol Container { associatedtype Item }  // error: unsupported: an associated type cannot be used in a cell

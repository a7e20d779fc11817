func area(side: Double) -> Double { side * side }
func area(radius: Double) -> Double { 3 * radius * radius }
func area(width: Double, height: Double) -> Double { width * height }
print(area(side: 2), area(radius: 1), area(width: 2, height: 3))  // 4.0 3.0 6.0

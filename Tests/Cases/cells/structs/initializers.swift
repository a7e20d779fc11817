struct Circle {
  var radius: Double
  let name: String
  init(diameter: Double) {
    radius = diameter / 2
    name = "circle"
  }
  init(_ r: Double, name: String) {
    self.radius = r
    self.name = name
  }
}
print(Circle(diameter: 4), Circle(1, name: "unit").name)  // Circle(radius: 2.0, name: "circle") unit

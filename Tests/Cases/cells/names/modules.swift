struct Angle {
  var radians: Double
  func sin() -> Double { Tangent.sin(radians) }
  var root: Double { Foundation.sqrt(radians) }
}
print(Angle(radians: 0).sin(), Angle(radians: 4).root, Swift.max(1, 2))  // 0.0 2.0 2
print([0.0].map(Tangent.cos))  // [1.0]

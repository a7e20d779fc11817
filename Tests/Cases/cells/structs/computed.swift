struct Temperature {
  var celsius: Double
  var fahrenheit: Double {
    get { celsius * 1.8 + 32 }
    set { celsius = (newValue - 32) / 1.8 }
  }
  var isFreezing: Bool { celsius <= 0 }
  static let boiling = Temperature(celsius: 100)
  static func of(_ f: Double) -> Temperature {
    var t = Temperature(celsius: 0)
    t.fahrenheit = f
    return t
  }
}
var t = Temperature.boiling
print(t.fahrenheit, t.isFreezing)  // 212.0 false
t.fahrenheit -= 180
print(t.celsius, t.isFreezing, Temperature.of(50).celsius)  // 0.0 true 10.0

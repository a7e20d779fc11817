enum Planet: Int { case mercury = 1, venus, earth }
enum Unit: String { case metre = "m", second }
print(Planet.earth.rawValue, Unit.metre.rawValue, Unit.second.rawValue)  // 3 m second
print(Planet(rawValue: 2)!, Planet(rawValue: 9) == nil)  // venus true
if let unit = Unit(rawValue: "second") { print(unit) }  // second

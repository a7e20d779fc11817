enum Switch {
  case on, off
  mutating func toggle() { self = self == .on ? .off : .on }
  static let standard = Switch.off
  init(_ flag: Bool) { self = flag ? .on : .off }
}
var s = Switch.standard
s.toggle()
print(s, Switch(false))  // on off

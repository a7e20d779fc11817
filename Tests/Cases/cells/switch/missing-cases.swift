enum Light { case red, amber, green }
func go(_ light: Light) -> Bool {
  switch light {  // error: not-exhaustive: this 'switch' does not handle '.amber', '.green'
//^
  case .red: return false
  }
}
func both(_ a: Light?, _ b: Bool) -> Int {
  switch (a, b) {  // error: not-exhaustive: does not handle '(nil, _)', '(.some(.green), false)'
  case (.some(.red), _), (.amber, _): return 1
  case (.green, true): return 2
  }
}

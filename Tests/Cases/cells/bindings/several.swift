let a = 1, b = a + 1, c = b * 2.0  // error: no-matching-overload: '*' does not take Int and Double

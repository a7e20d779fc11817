_ = 3 + 4
let unused = 1
3 + 4  // warning: unused-result: not used
unused  // → 1

let x = 1
let x = 2  // error: redefinition: 'x' is declared twice
//  ^

let width = 3
print(widht)  // error: undefined-name: no name 'widht' is known here; did you mean 'width'?
//    ^
let y = sqrtt(1)  // error: undefined-name: did you mean 'sqrt'?
let z: Duoble = 1  // error: undefined-name: no type 'Duoble' is known here; did you mean 'Double'?

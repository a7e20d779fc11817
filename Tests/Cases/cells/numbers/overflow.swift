let big = 9223372036854775807
let more = big + 1  // fault: overflow: '+' is too large
//         ^

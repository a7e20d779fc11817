let y = later + 1  // error: undefined-name: 'later'
let later = 2

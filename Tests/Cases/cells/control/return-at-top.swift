return 3  // error: unsupported: 'return' needs a function around it

break  // error: unsupported: 'break' needs a loop around it

let x = (1 + 2  // error: syntax: a ')' is missing here, to end the tuple

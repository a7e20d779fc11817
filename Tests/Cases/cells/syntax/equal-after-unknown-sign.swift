print(3 �= 4)  // error: syntax: '=' needs the same blanks

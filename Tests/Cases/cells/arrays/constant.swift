let xs = [1]
xs.append(2)  // error: not-mutable: 'xs' is a constant
xs[0] = 3  // error: not-mutable: 'xs' is a constant

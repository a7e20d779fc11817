struct A { var inner: A? }  // error: unsupported: 'A' holds a 'A' in 'inner', which has no end

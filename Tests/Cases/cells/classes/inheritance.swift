class A { }
class B: A { }  // error: unsupported: a class cannot inherit from another in a cell: keep a 'A' as a property

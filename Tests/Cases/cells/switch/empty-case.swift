switch 3 {
case 1:  // error: syntax: a case needs a statement
default: print("x")
}

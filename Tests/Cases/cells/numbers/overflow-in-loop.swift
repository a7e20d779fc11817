var product = 1
for k in 1...30 {
  product *= k  // fault: overflow: '*' is too large
}

print(sin(0), cos(0), exp(0), log(1), sqrt(16))  // 0.0 1.0 1.0 0.0 4.0
print(sin(1), exp(-1/2), 1/sqrt(2 * .pi))  // 0.8414709848078965 0.6065306597126334 0.3989422804014327
print(cbrt(8), log2(8), log10(1000), abs(-2))  // 2.0 3.0 3.0 2
print(sigmoid(0), relu(-1), relu(2))  // 0.5 0.0 2.0
print(sqrt(-1).isNaN)  // true

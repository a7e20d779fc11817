let `default` = 3
print(`default` + 1)  // 4
let π = 3.5, 変数 = 2.0
print(π * 変数)  // 7.0

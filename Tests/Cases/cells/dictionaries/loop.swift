let table = ["a": 1, "b": 2]
for (key, value) in table { print(key, value) }  // a 1 | b 2

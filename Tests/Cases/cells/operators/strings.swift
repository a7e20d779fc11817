print("a" + "b", "a" == "a", "a" != "b", "a" < "b", "b" > "a", "a" <= "a")  // ab true true true true true

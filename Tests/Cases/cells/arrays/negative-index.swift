var xs = [1.0]
xs[-1] = 2  // fault: index-out-of-range: index -1
// ---
print(xs)
// skipped
// ---
print("later")  // later

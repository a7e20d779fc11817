let xs = [1.0, 2.0]
let t = Table(Column("n", [1, 2]), Column("x", xs), Column("name", ["a", "b"]), Column("half", [0.5, 1]))
print("made")  // made

let t = Table(Column("n", [1, 2]), Column("x", [1.0]))  // fault: invalid-argument: the columns of a table have equal lengths

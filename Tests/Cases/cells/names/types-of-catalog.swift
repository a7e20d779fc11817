let matrix = Matrix([[1, 2], [3, 4]])
print(matrix[0, 1], matrix.determinant)  // 2 -2
let gamma = 3, index = 4, time = 5
print(gamma + index + time)  // 12

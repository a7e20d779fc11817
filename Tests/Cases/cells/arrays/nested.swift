var grid = [[1, 2], [3, 4]]
grid[1][0] = 9
grid[0].append(5)
let copy = grid
grid[0][0] += 100
print(grid, copy)  // [[101, 2, 5], [9, 4]] [[1, 2, 5], [9, 4]]
var cube = [[[0, 1]], [[2]]]
cube[0][0][1] = 7
print(cube, cube[0][0][1])  // [[[0, 7]], [[2]]] 7

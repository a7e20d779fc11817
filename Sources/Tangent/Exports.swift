// What `import Tangent` brings: the engines' names, in cells and in Swift programs alike.
@_exported import Algebra
@_exported import Arrays
@_exported import Autodiff
@_exported import Elementary
@_exported import Figures

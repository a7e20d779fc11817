let a = Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0])  // fault: shape: cannot add shapes [2] and [3]
//      ^

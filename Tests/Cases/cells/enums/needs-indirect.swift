enum Tree { case leaf, node(Tree, Tree) }  // error: unsupported: 'node' holds a 'Tree' itself: write 'indirect enum Tree'

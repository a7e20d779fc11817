extension Double { var name = "x" }  // error: unsupported: an extension has no room for a stored property

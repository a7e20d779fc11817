checkClose(1.0, 1.0 + 1e-12)
checkClose(1.0, 2.0)  // fault: check-failed: 1.0 against 2.0

# Programs of tests/store.

# Programs of tests/api.

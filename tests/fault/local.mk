# Programs of tests/fault.

# Programs of tests/screen.

# Programs of tests/session.

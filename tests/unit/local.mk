# Programs of tests/unit.

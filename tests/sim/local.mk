# Programs of tests/sim.

# Programs of tests/flows: what others recorded or wrote, walked and evaluated by the real programs.
TESTS += tests/flows/walk
EXTRA_DIST += tests/flows/smartanswers.py tests/flows/walk

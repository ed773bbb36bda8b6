# Manual pages of the three programs.

EXTRA_DIST += $(wildcard $(srcdir)/scripts/*.yaml) $(wildcard $(srcdir)/scripts/*.yml)

# The formats of others and of the public, through frontdeskctl.
dist_check_SCRIPTS += tests/formats/addresses tests/formats/old_files tests/formats/oruk tests/formats/public tests/formats/xlsform
EXTRA_DIST += tests/formats/ctl.py
TESTS += tests/formats/addresses tests/formats/old_files tests/formats/oruk tests/formats/public tests/formats/xlsform

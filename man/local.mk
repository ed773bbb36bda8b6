# Manual pages of the three programs.
dist_man_MANS += man/frontdesk.1 man/frontdeskctl.1 man/frontdeskd.8

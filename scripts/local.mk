# The starter directory, installed as an example that a partnership makes its own.
startdir = $(pkgdatadir)/scripts
dist_start_DATA = \
	scripts/FORMAT.md \
	scripts/partnership.yml \
	scripts/abandoned-vehicle.yaml \
	scripts/adult-social-care.yaml \
	scripts/assisted-collection.yaml \
	scripts/birth-registration.yaml \
	scripts/blue-badge.yaml \
	scripts/bulky-waste.yaml \
	scripts/child-safeguarding.yaml \
	scripts/complaint.yaml \
	scripts/council-tax-arrears.yaml \
	scripts/council-tax-moving.yaml \
	scripts/death-registration.yaml \
	scripts/dog-fouling.yaml \
	scripts/drainage.yaml \
	scripts/fly-tipping.yaml \
	scripts/food-hygiene.yaml \
	scripts/free-school-meals.yaml \
	scripts/garden-waste.yaml \
	scripts/gritting.yaml \
	scripts/household-waste-sites.yaml \
	scripts/housing-benefit-progress.yaml \
	scripts/libraries.yaml \
	scripts/marriage.yaml \
	scripts/missed-bin.yaml \
	scripts/noise.yaml \
	scripts/nowcard.yaml \
	scripts/parking-penalty.yaml \
	scripts/parking-permit.yaml \
	scripts/pest-control.yaml \
	scripts/planning-enquiry.yaml \
	scripts/pothole.yaml \
	scripts/schools-transport.yaml \
	scripts/stray-dog.yaml \
	scripts/street-cleansing.yaml \
	scripts/street-lighting.yaml \
	scripts/trading-standards.yaml \
	scripts/welfare-rights.yaml

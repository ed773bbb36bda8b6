#include "directory/synonyms.h"

const char *const synonym_groups[] = {
    /* waste */
    "rubbish refuse waste trash garbage", "bin container dustbin wheelie caddy",
    "tip dump household_waste recycling_centre", "bulky large big sofa furniture mattress",
    "litter rubbish cleansing sweeping street_cleaning", "clean cleaning cleansing sweeping",
    "flytipping fly_tipping dumped", "flyposting fly_posting poster",
    /* roads */
    "road street highway carriageway lane", "pavement footpath footway path kerb",
    "pothole surface road_surface hole", "gritting grit salt ice icy snow",
    "lamp light lighting lamppost streetlight", "drain drainage gully sewer sewage",
    "flood flooding water drainage", "car vehicle motor van", "lorry truck hgv",
    "cycle bicycle bike cycling", "walk walking pedestrian foot", "transport travel bus",
    "fine penalty ticket pcn", "enforcement fine penalty", "permit licence license",
    "permission consent",
    /* home and family */
    "house home housing property accommodation dwelling flat", "rent tenancy lease let letting",
    "tenant leaseholder renter", "evict eviction repossession",
    "homeless homelessness rough_sleeper", "repair mend fix maintenance broken",
    "improve improvement modernise renovation alteration refurbishment upgrade",
    "child children kid", "young youth teenager adolescent", "baby infant newborn birth",
    "nursery preschool playgroup creche childminder childcare",
    "elderly old older senior pensioner aged", "disabled disability handicapped mobility",
    "care carer caring", "respite short_break short_term break",
    "wedding marriage marry married civil_ceremony", "death dead die died deceased bereavement",
    "funeral burial bury cremation", "grave cemetery burial graveyard",
    "meal food dinner lunch catering", "neighbour neighbourhood",
    "help support assist assistance advice",
    /* learning and leisure */
    "school education", "pupil student learner", "governor board",
    "exclusion expelled excluded suspended", "truancy attendance absence", "book library",
    "internet computer wifi online web broadband", "park playground recreation open_space",
    "club activity group organisation society", "sport leisure fitness gym", "swimming pool baths",
    "toilet wc lavatory convenience", "holiday vacation", "archive record history historical",
    /* money */
    "benefit allowance", "grant funding fund", "fee charge cost price expense payment",
    "pay payment bill", "arrears debt owe owing", "discount reduction rebate relief",
    "salary pay wage", "business company firm trader", "shop store retail",
    /* the council */
    "job vacancy employment recruitment career", "election vote voting poll ballot polling",
    "councillor member", "meeting committee assembly agenda minutes", "contract tender procurement",
    "spending expenditure spend", "complain complaint grievance unhappy",
    "appeal review challenge dispute", "apply application register registration registering join",
    "claim apply application", "renew renewal extend", "cancel stop end",
    "change amend alter update", "report tell notify notification",
    "inspect inspection check survey", "certificate copy_certificate", "news press media",
    "translate translation interpreter interpreting language",
    /* safety and nuisance */
    "noise noisy loud", "pollution emission smoke fume quality",
    "nuisance antisocial disturbance harassment anti_social",
    "unsafe dangerous unfit hazard fitness", "accident injury injured hurt",
    "illness disease infection infectious sickness", "vermin rat mouse mice rodent pest",
    "pest wasp insect cockroach bedbug", "dog puppy", "animal pet livestock",
    "alcohol liquor drink", "pub bar premises", "theft stolen stealing burglary crime",
    "abuse neglect safeguarding protection hurt", "vacant empty derelict",
    "emergency urgent crisis", "remove removal clear clearance", "lost missing missed",
    "closed closure shut", "block blocked obstruction", "buy purchase buying", "swap exchange",
    NULL};

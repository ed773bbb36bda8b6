/* frontdeskctl as an administrator uses it: every command, its words and its exit, on a real CRM.
 */
#include "base/file.h"
#include "helpers/proc.h"
#include "helpers/server.h"
#include "helpers/tap.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct server crm;
#define expect(status, args, sentences) ctl_says(&crm, status, args, sentences)
static char scripts[4096];

static void
setup(void)
{
	server_init(&crm);
	snprintf(scripts, sizeof scripts, "%s/scripts", getenv("top_srcdir"));
}

static void
teardown(void)
{
	server_release(&crm);
}

/* Writes a file into the test's folder and gives its path; overwritten by the next call. */
static const char *
written(const char *name, const char *text)
{
	static char path[4096];
	snprintf(path, sizeof path, "%s/%s", crm.dir, name);
	FILE *file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

START_TEST(usage_is_explained)
{
	expect(2, WORDS("nonsense"), WORDS("there is no command \"nonsense\"", "publish"));
	expect(2, WORDS("user", "add"), WORDS("add needs one sign-in name", "Usage:"));
	expect(2, WORDS("desk"), WORDS("Usage: frontdeskctl desk"));
	expect(2, WORDS("lint"), WORDS("at least one file"));
	expect(2, WORDS("import", "planets", "x.csv"),
	    WORDS("import knows customers, contacts, cases, addresses"));
	expect(2, WORDS("generate", "--size", "galaxy"), WORDS("--size borough"));
	expect(2, WORDS("find"), WORDS("find needs words"));
	expect(0, WORDS("--help"), WORDS("Usage:", "generate", "FRONTDESK_DB"));
	expect(0, WORDS("publish", "--help"), WORDS("lint services, show what changes"));
}
END_TEST

START_TEST(without_a_crm_it_says_so)
{
	expect(1, WORDS("council", "list"), WORDS("frontdeskctl: "));
	expect(1, WORDS("check"), WORDS("frontdeskctl: "));
	ctl_ok(&crm, "init");
	expect(1, WORDS("init"), WORDS("frontdeskctl: ")); /* never over an existing one */
}
END_TEST

START_TEST(a_partnership_is_made)
{
	const char *password = written("password", "a quiet morning\n");
	char file[4096];
	snprintf(file, sizeof file, "%s", password);
	ctl_ok(&crm, "init");
	expect(0, WORDS("publish", scripts),
	    WORDS("Loaded ", " councils, ", "missed-bin: added", "services changed"));
	expect(0, WORDS("publish", scripts), WORDS("0 services changed."));
	expect(0, WORDS("council", "list"), WORDS("chorley", "E07000118", "county"));
	expect(0,
	    WORDS("council", "add", "fylde", "--name", "Fylde Council", "--tier", "district",
		"--county", "lancashire"),
	    WORDS("Council fylde is there."));
	expect(1, WORDS("council", "add", "wyre", "--name", "Wyre", "--tier", "borough"),
	    WORDS("tier"));
	expect(0,
	    WORDS("user", "add", "n.brown", "--name", "N. Brown", "--council", "fylde", "--role",
		"advisor", "--password-file", file),
	    WORDS("User n.brown may sign in."));
	expect(1,
	    WORDS("user", "add", "x", "--name", "X", "--council", "fylde", "--role", "king",
		"--password-file", file),
	    WORDS("role"));
	expect(1,
	    WORDS("user", "password", "n.brown", "--password-file", written("short", "abc\n")),
	    WORDS("a password has"));
	expect(1, WORDS("user", "suspend", "nobody"), WORDS("there is no user \"nobody\""));
	expect(0, WORDS("user", "suspend", "n.brown"), WORDS("may no longer sign in"));
	expect(0, WORDS("user", "restore", "n.brown"), WORDS("may sign in"));
	expect(0, WORDS("--json", "user", "list"),
	    WORDS("{\"id\":\"n.brown\"", "\"role\":\"advisor\""));
	expect(0, WORDS("desk", "add", "chorley-oss-3"), WORDS("frontdesk --server URL --enrol "));
	expect(2, WORDS("desk", "add", "new-desk"), WORDS("a new desk needs --site"));
	expect(1,
	    WORDS("desk", "add", "new-desk", "--site", "moon", "--kind", "counter", "--name", "d"),
	    WORDS("there is no site \"moon\""));
	expect(0,
	    WORDS("--json", "desk", "add", "new-desk", "--site", "chorley-oss", "--kind", "counter",
		"--name", "desk 9"),
	    WORDS("{\"desk\":\"new-desk\",\"code\":\""));
	expect(0, WORDS("find", "bin", "not", "emptied"), WORDS("missed-bin"));
	expect(0, WORDS("find", "--batch", written("queries", "missed bin\nblue badge\n")),
	    WORDS("missed bin\tmissed-bin", "blue badge\tblue-badge"));
	expect(0, WORDS("check"), WORDS("Nothing is wrong."));
}
END_TEST

START_TEST(notices_are_switched)
{
	char *out, id[37] = "";
	ctl_ok(&crm, "init");
	ctl_ok(&crm, "publish", scripts);
	expect(2, WORDS("notice"), WORDS("Usage: frontdeskctl notice"));
	expect(0,
	    WORDS("notice", "prepare", "Lorry strike", "--say", "No bins today.", "--service",
		"missed-bin", "--service", "bulky-waste", "--council", "chorley", "--emergency"),
	    WORDS("is prepared"));
	ck_assert_int_eq(ctl(&crm, &out, "--json", "notice", "list"), 0);
	ck_assert_ptr_nonnull(strstr(out, "{\"kind\":\"service\",\"id\":\"bulky-waste\"}"));
	ck_assert_ptr_nonnull(strstr(out, "\"kind\":\"emergency\""));
	ck_assert_int_eq(sscanf(out, "{\"id\":\"%36[0-9a-f-]", id), 1);
	free(out);
	expect(0, WORDS("notice", "list"), WORDS("prepared", "Lorry strike; service missed-bin"));
	expect(2, WORDS("notice", "on", id), WORDS("on needs --until"));
	expect(1, WORDS("notice", "on", id, "--until", "yesterday"), WORDS("is no time to come"));
	expect(0, WORDS("notice", "on", id, "--until", "2 hours"), WORDS("is on until"));
	expect(0, WORDS("notice", "list"), WORDS(" on "));
	expect(0, WORDS("notice", "off", id), WORDS("is off"));
	/* What somebody wrote commands no terminal. */
	expect(0, WORDS("notice", "prepare", "Red \x1b[31m lorry"), WORDS(NULL));
	expect(0, WORDS("notice", "list"), WORDS("Red \uFFFD[31m lorry"));
	expect(0, WORDS("notice", "list"), WORDS("prepared"));
	expect(1, WORDS("notice", "on", "Flood", "--until", "2 hours", "--site", "moon"),
	    WORDS("no such site"));
	expect(1, WORDS("notice", "off", "01920000-0000-7000-8000-0000000000f1"),
	    WORDS("there is no notice"));
	expect(0, WORDS("check"), WORDS("Nothing is wrong."));
}
END_TEST

START_TEST(bad_services_are_not_published)
{
	ctl_ok(&crm, "init");
	const char *path = written("bad.yaml", "service: bad\ntitle: Bad\nprovided_by: moon\n");
	expect(1, WORDS("lint", path), WORDS("bad.yaml:3:", "error"));
	expect(1, WORDS("publish", path), WORDS("nothing was published: mend the errors first"));
	expect(0, WORDS("publish", "--dry-run", scripts),
	    WORDS("missed-bin: added", "services would change."));
	expect(0, WORDS("find", "missed bin"), (const char *const[]){NULL});
	char *out;
	ck_assert_int_eq(ctl(&crm, &out, "--json", "find", "missed"), 0);
	ck_assert_ptr_null(strstr(out, "missed-bin"));
	free(out);
}
END_TEST

START_TEST(a_walk_answers_programs)
{
	char file[8192];
	snprintf(file, sizeof file, "%s/missed-bin.yaml", scripts);
	expect(0, WORDS("--json", "walk", file, "bin=Grey (refuse)"),
	    WORDS("{\"service\":\"missed-bin\",\"end\":\"open\",\"next\":\"property\",\"open\":2,"
		  "\"outcome\":null,",
		"\"state\":\"answered\"", "\"answer\":\"grey\",\"words\":\"Grey (refuse)\""));
	expect(3, WORDS("walk", file, "bin=purple", "--json"),
	    WORDS("\"refused\":[{\"id\":\"bin\",\"value\":\"purple\",\"reason\":\"Choose one of"));
	expect(0, WORDS("walk", file, "customer.needs=signer large_print"), WORDS("Which bin"));
	expect(1, WORDS("walk", file, "customer.needs=signer large_prnt"),
	    WORDS("customer.needs is never \"large_prnt\""));
	expect(1, WORDS("walk", file, "colour=grey", "--json"),
	    WORDS("{\"error\":\"the dialogue has no prompt"));
	const char *batch = written("answers",
	    "property=14 Union Street, Chorley PR7 1AB\tbin=grey\tout_by_six=no\n"
	    "\n"
	    "property=14 Union Street, Chorley PR7 1AB\tout_by_six=yes\tbin=blue\n");
	expect(0, WORDS("walk", file, "--batch", batch),
	    WORDS("\"outcome\":{\"id\":\"next-collection\",\"kind\":\"resolve\"",
		"\"end\":\"open\"", "\"kind\":\"refer\",\"queue\":\"waste-round\"",
		"\"promise\":\"We will be back within 2 working days"));
	expect(2, WORDS("walk", file, "bin=grey", "--batch", batch), WORDS("stand in the file"));
	expect(3, WORDS("walk", file, "--batch", written("answers", "colour=grey\n\n")),
	    WORDS("{\"error\":", "\"next\":\"property\""));
	expect(1, WORDS("walk", file, "--batch", "/nowhere"), WORDS("/nowhere"));
}
END_TEST

START_TEST(lint_answers_programs_and_tells_the_seconds)
{
	expect(0, WORDS("lint", scripts), WORDS("0 errors, 0 warnings, 0 not proved."));
	expect(0, WORDS("lint", "--klm", scripts), WORDS("typical", "missed-bin  "));
	expect(0, WORDS("lint", "--klm", "--json", scripts),
	    WORDS("{\"service\":\"missed-bin\",\"ways\":", "\"best\":{\"seconds\":", "\"talk\":"));
	const char *path = written("bad.yaml", "service: bad\ntitle: Bad\nprovided_by: moon\n");
	expect(1, WORDS("lint", "--json", path),
	    WORDS("/bad.yaml\",\"line\":3,\"column\":14,\"level\":\"error\",\"sentence\":\"'moon' "
		  "provides nothing",
		"{\"files\":1,\"errors\":1,"));
}
END_TEST

START_TEST(a_dialogue_is_walked)
{
	char file[8192];
	snprintf(file, sizeof file, "%s/missed-bin.yaml", scripts);
	expect(
	    0, WORDS("walk", file), WORDS("Which bin was missed?", "required answers are missing"));
	expect(0,
	    WORDS("walk", file, "property=14 Union Street, Chorley PR7 1AB", "bin=grey",
		"out_by_six=yes"),
	    WORDS("We will be back within 2 working days."));
	expect(0,
	    WORDS("walk", file, "--council", "chorley", "property=14 Union Street, Chorley PR7 1AB",
		"bin=grey", "out_by_six=yes"),
	    WORDS("We will be back within 1 working day."));
	expect(
	    3, WORDS("walk", file, "bin=purple"), WORDS("bin: ", "required answers are missing"));
	expect(
	    1, WORDS("walk", file, "colour=grey"), WORDS("the dialogue has no prompt \"colour\""));
	expect(1, WORDS("walk", file, "bim=grey"), WORDS("did you mean \"bin\"?"));
	expect(1, WORDS("walk", file, "The bin?=grey"), WORDS("cannot be the name of an answer"));
	expect(1, WORDS("walk", file, "grey"), WORDS("\"grey\" is not answer=value"));
	expect(1, WORDS("walk", "/nowhere.yaml"), WORDS("/nowhere.yaml"));
}
END_TEST

/* ---- the Local Government Service List ---- */

static const char services[] =
    "Identifier,Label,Description,Created,Modified,Type\n"
    "443,Library fines,\"What is due,\nand when.\",2013-04-03,2013-04-03,Service\n"
    "524,Household waste collection,Written by hand below.,2013-04-03,2013-04-03,Service\n"
    "1614,16 to 19: \"\"bursary\"\" fund,,2013-04-03,2013-04-03,Service\n"
    "1615,\"16 to 19: \"\"bursary\"\" #2\",' - {x: y}: #,2013-04-03,2013-04-03,Service\n"
    "443,Library fines again,,2013-04-03,2013-04-03,Service\n"
    "12a,No number,,2013-04-03,2013-04-03,Service\n"
    "77,,No name,2013-04-03,2013-04-03,Service\n"
    "78,Too short\n";
static const char tiers[] = "LGSL,Description,Providing Tier\n"
			    "443,Find out about library fines,county/unitary\n"
			    "524,Find out about bins,county/unitary\n"
			    "135,Find out about grants,district/unitary\n"
			    "1615,Find out,parish\n";
static const char links[] =
    "la,lgsl,lgil,link\n"
    "chorley,library-fines,paying,https://chorley.example/a,b?c=d&e='f',443,4\n"
    "argyll-and-bute,library-fines,paying,https://a.example/,443,4\n"
    "chorley,library-fines,paying,javascript:alert(1),443,4\n"
    "chorley,library-fines,paying,https://chorley.example/\n";

/* What a desk would find under these words, as find tells it in JSON. */
static void
finds(const char *words, const char *expected)
{
	expect(0, WORDS("--json", "find", words), WORDS(expected));
}

START_TEST(a_list_of_services_is_imported)
{
	char list[4096], tier[4096], link[4096];
	char *text;
	ctl_ok(&crm, "init");
	char *partnership = proc_text("%s/partnership.yml", scripts);
	ctl_ok(&crm, "council", "load", partnership);
	free(partnership);
	ctl_ok(&crm, "publish",
	    written("bins.yaml", "service: bins\nlgsl: 524\ntitle: Bins\nprovided_by: district\n"
				 "owner: { team: chorley-waste, email: w@chorley.example }\n"
				 "assured: 2026-01-01\nreview_by: 2036-01-01\n"));
	snprintf(list, sizeof list, "%s", written("list.csv", services));
	snprintf(tier, sizeof tier, "%s", written("tier.csv", tiers));
	snprintf(link, sizeof link, "%s", written("link.csv", links));
	/* In any order; twice is once. */
	for (int run = 0; run < 2; run++)
		expect(3, WORDS("import", "lgsl", link, tier, list),
		    WORDS("list.csv:5: a quote stands inside a field",
			"list.csv:7: the number 443 stands in the list twice",
			"list.csv:8: \"12a\" is no number of the list",
			"list.csv:9: the service has no name", "list.csv:10: the row has 2 fields",
			"tier.csv:3: bins was written here",
			"tier.csv:4: the list has no service 135",
			"tier.csv:5: \"parish\" is no tier",
			"link.csv:3: there is no council argyll-and-bute here",
			"link.csv:4: the link is no address", "link.csv:5: the row has no codes",
			"1 entry was written here and stays as it is",
			run == 0 ? "2 services changed." : "0 services changed.",
			"imported 5, set aside 11"));
	finds("443", "{\"service\":\"library-fines\",\"title\":\"Library fines\",\"lgsl\":443,");
	finds("bursary", "\"title\":\"16 to 19: \\\"bursary\\\" #2\",\"lgsl\":1615,");
	finds("524", "{\"service\":\"bins\"");
	ck_assert_int_eq(ctl(&crm, &text, "--json", "find", "household waste"), 0);
	ck_assert_ptr_null(strstr(text, "household"));
	free(text);
	expect(1, WORDS("import", "lgsl", written("other.csv", "a,b\n")),
	    WORDS("other.csv is none of the files"));
}
END_TEST

/* Waits until import reads the file, and so has seen what is published, publishes another text of
 * one service, and lets it read on. */
static void *
publish_meanwhile(void *fifo)
{
	char *whole = proc_text("%s.whole", (const char *)fifo);
	FILE *file = fopen(fifo, "w");
	ck_assert_ptr_nonnull(file);
	ctl_ok(&crm, "publish",
	    written("library-fines.yaml",
		"service: library-fines\nlgsl: 443\ntitle: Fines\nprovided_by: district\n"
		"owner: { team: chorley-waste, email: w@chorley.example }\n"
		"assured: 2026-01-01\nreview_by: 2036-01-01\n"));
	ck_assert_int_eq(rename(whole, fifo), 0); /* what the next pass reads */
	fputs(services, file);
	ck_assert_int_eq(fclose(file), 0);
	free(whole);
	return NULL;
}

START_TEST(what_is_published_meanwhile_is_not_written_over)
{
	char fifo[4096];
	char *out = NULL;
	pthread_t other;
	ctl_ok(&crm, "init");
	char *partnership = proc_text("%s/partnership.yml", scripts);
	ctl_ok(&crm, "council", "load", partnership);
	free(partnership);
	written("list.csv.whole", services);
	snprintf(fifo, sizeof fifo, "%s/list.csv", crm.dir);
	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	ck_assert_int_eq(pthread_create(&other, NULL, publish_meanwhile, fifo), 0);
	int status = ctl(&crm, &out, "import", "lgsl", fifo);
	pthread_join(other, NULL);
	ck_assert_msg(status == 3 && strstr(out, "list.csv:2: library-fines: another version") &&
			  strstr(out, "2 services changed."),
	    "%d: %s", status, out);
	free(out);
	finds("443", "{\"service\":\"library-fines\",\"title\":\"Fines\",\"lgsl\":443,");
	finds("bursary", "\"title\":\"16 to 19: \\\"bursary\\\" #2\",\"lgsl\":1615,");
}
END_TEST

/* With --json a batch gives all of the best, in order. */
START_TEST(a_batch_is_found)
{
	ctl_ok(&crm, "init");
	ctl_ok(&crm, "publish", scripts);
	expect(0,
	    WORDS(
		"--json", "find", "--batch", written("queries", "missed \"bin\"\nxyzzyq\n\xff\n")),
	    WORDS("{\"query\":\"missed \\\"bin\\\"\",\"results\":[{\"service\":\"missed-bin\",",
		"\"lgsl\":", "{\"query\":\"xyzzyq\",\"results\":[]}",
		"{\"query\":\"\xef\xbf\xbd\",\"results\":[]}"));
}
END_TEST

/* Places and councils come from open lists; who does it there is answered with its reason. */
START_TEST(who_does_it_there_is_answered)
{
	char *partnership = proc_source("scripts/partnership.yml");
	char *service = proc_source("scripts/missed-bin.yaml");
	expect(0, WORDS("init", "--partnership", partnership), WORDS("Loaded"));
	expect(0, WORDS("publish", service), WORDS("missed-bin: added"));
	expect(3,
	    WORDS("import", "postcodes",
		written("codepoint.csv",
		    "\"PR26 "
		    "8LL\",10,355000,420000,\"E92000001\",\"\",\"\",\"\",\"E07000118\",\"\"\n"
		    "\"AB1 0AA\",10,1,2,\"S92000003\",\"\",\"\",\"\",\"S12000033\",\"\"\n")),
	    WORDS("codepoint.csv:2: AB1 0AA lies in no council", "imported 1, set aside 1"));
	expect(3,
	    WORDS("import", "postcodes",
		written("onspd.csv", "pcds,doterm,oslaua,parish,oseast1m,osnrth1m\n"
				     "PR26 8LP,,E07000126,E43000000,355100,420100\n"
				     "PR26 8LN,199606,E07000126,E43000000,355100,420100\n")),
	    WORDS("PR26 8LN ended in 199606", "imported 1, set aside 1"));
	expect(1, WORDS("import", "postcodes", written("x.csv", "a,b\n1,2\n")),
	    WORDS("neither Code-Point Open nor"));
	expect(0, WORDS("who", "missed-bin", "pr268ll"),
	    WORDS("Chorley Council (chorley): its queue takes the case",
		"Why: Chorley Council is the district council there"));
	expect(0, WORDS("who", "missed-bin", "PR26 8LP", "--json"),
	    WORDS("\"responsible\":\"south-ribble\"", "\"shares_crm\":false"));
	expect(0, WORDS("who", "missed-bin", "PR26 8LL", "--date", "2028-04-01"),
	    WORDS("Central Lancashire Council (central-lancashire)", "before Chorley Council"));
	expect(0, WORDS("who", "missed-bin", "PR7", "7AA"), WORDS("? chorley", "? south-ribble"));
	expect(1, WORDS("who", "nonsense", "PR7 7AA"), WORDS("there is no service \"nonsense\""));
	expect(3,
	    WORDS("who", "--batch", written("questions", "missed-bin\tPR7 1AA\nnonsense\tx\n")),
	    WORDS("chorley", "questions:2: set aside"));
	expect(3,
	    WORDS("import", "councils",
		written("councils.csv", "gss,homepage_url,country_name\n"
					"E06000063,https://c.example/,England\n"
					"E10000017,https://other.example/,England\n")),
	    WORDS("\"E06000063\" is no council of the partnership", "imported 1, set aside 1"));
	expect(0, WORDS("--json", "council", "list"),
	    WORDS("\"nation\":\"england\"", "\"web\":\"lancashire.example\""));
	free(service);
	free(partnership);
}
END_TEST

/* Bad rows are set aside with line and reason, the rest is imported, a second run doubles nothing.
 */
START_TEST(imports_set_bad_rows_aside)
{
	ctl_ok(&crm, "init");
	ctl_ok(&crm, "council", "load",
	    (snprintf(scripts + strlen(scripts), 30, "/partnership.yml"), scripts));
	const char *people = written("people.csv",
	    "origin_key,title,given,family,born,phones.number,line,town,postcode,district\n"
	    "1,Mrs,Amina,Patel,14/3/1949,01632 960151,14 Union Street,Chorley,pr71ab,chorley\n"
	    "2,Mr,Robert,Shaw,30/2/1961,01632 960731,2 Moor Road,Chorley,PR7 1AD,chorley\n"
	    "3,,Siân,\"O’Brien, née Llŷr\",,+44 7700 900123,,,,\n"
	    "4,Ms,No,Phone,,12,,,,\n"
	    "5,Mr,Too,Short\n"
	    "6,Mr,\xff\xfe,Bytes,,,,,,\n");
	expect(3, WORDS("import", "customers", people),
	    WORDS("people.csv:3: \"30/2/1961\" is not a date",
		"people.csv:5: \"12\" is not a telephone number",
		"people.csv:6: the row has 4 fields, the header 10",
		"people.csv:7: ", "imported 2, set aside 4"));
	expect(3, WORDS("import", "customers", people), WORDS("imported 2, set aside 4"));
	expect(1, WORDS("import", "customers", written("odd.csv", "family,shoe_size\nPatel,5\n")),
	    WORDS("the column \"shoe_size\" is no field of a customer"));
	expect(1, WORDS("import", "customers", "/nowhere.csv"), WORDS("/nowhere.csv"));
	expect(1, WORDS("import", "customers", written("empty.csv", "")), WORDS("is empty"));
	expect(0,
	    WORDS("import", "addresses",
		written("places.csv", "id,line,town,postcode,district\n"
				      "100000000001,14 Union Street,Chorley,PR7 1AB,chorley\n")),
	    WORDS("imported 1, set aside 0"));
	expect(0, WORDS("check"), WORDS("Nothing is wrong."));
}
END_TEST

/* What the CRM refuses is set aside like what cannot be read; the rows set aside are kept in a new
 * file, which is imported when it is mended. */
START_TEST(rows_set_aside_are_mended)
{
	char places[4096], aside[4200];
	char *text;
	size_t length;
	struct err err;
	ctl_ok(&crm, "init");
	snprintf(places, sizeof places, "%s",
	    written("places.csv", "id,line,postcode\n"
				  "100000000001,1 Moor Road,PR7 1AB\n"
				  "10000000000x,2 Moor Road,PR7 1AB\n"
				  "100000000003,3 Moor Road,PR7\n"
				  "100000000004,\"4 Moor\n Road\",PR7 1AB\n"
				  "100000000005,5 Moor Road\n"
				  "100000000006,6 Moor Road,PR7 1AB"));
	snprintf(aside, sizeof aside, "%s.aside", places);
	expect(3, WORDS("import", "addresses", "--aside", aside, places),
	    WORDS("places.csv:3: id: a UPRN is a number", "places.csv:4: \"PR7\" is not a postcode",
		"places.csv:7: the row has 2 fields", "imported 3, set aside 3"));
	ck_assert_int_eq(file_read_all(aside, 4096, &text, &length, &err), 0);
	ck_assert_str_eq(text, "id,line,postcode\n"
			       "100000000003,3 Moor Road,PR7\n"
			       "100000000005,5 Moor Road\n"
			       "10000000000x,2 Moor Road,PR7 1AB\n");
	free(text);
	expect(1, WORDS("import", "addresses", "--aside", aside, places), WORDS("File exists"));
	expect(0,
	    WORDS("--json", "import", "addresses",
		written("mended.csv", "id,line,postcode\n100000000003,3 Moor Road,PR7 1AB\n")),
	    WORDS("{\"imported\":1,\"set_aside\":0}"));
	expect(2, WORDS("import", "addresses", "--aside", aside), WORDS("at least one file"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("administration");
	TCase *tests = tcase_create("frontdeskctl");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, usage_is_explained);
	tcase_add_test(tests, without_a_crm_it_says_so);
	tcase_add_test(tests, a_partnership_is_made);
	tcase_add_test(tests, notices_are_switched);
	tcase_add_test(tests, bad_services_are_not_published);
	tcase_add_test(tests, a_dialogue_is_walked);
	tcase_add_test(tests, a_walk_answers_programs);
	tcase_add_test(tests, lint_answers_programs_and_tells_the_seconds);
	tcase_add_test(tests, a_list_of_services_is_imported);
	tcase_add_test(tests, what_is_published_meanwhile_is_not_written_over);
	tcase_add_test(tests, a_batch_is_found);
	tcase_add_test(tests, who_does_it_there_is_answered);
	tcase_add_test(tests, imports_set_bad_rows_aside);
	tcase_add_test(tests, rows_set_aside_are_mended);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}

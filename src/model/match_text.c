#include "model/match_text.h"

#include "model/match.h"

#include <stddef.h>
#include <string.h>

/* Marks the letters that both have within the window; returns how many. */
static int
common_letters(const char *a, int m, const char *b, int n, bool *in_a, bool *in_b)
{
	int window = (m > n ? m : n) / 2 - 1, common = 0;
	for (int i = 0; i < m; i++)
		for (int j = i > window ? i - window : 0; j < n && j <= i + window; j++)
			if (!in_b[j] && a[i] == b[j]) {
				in_a[i] = in_b[j] = true;
				common++;
				break;
			}
	return common;
}

static int
out_of_order(const char *a, int m, const char *b, const bool *in_a, const bool *in_b)
{
	int count = 0;
	for (int i = 0, j = 0; i < m; i++) {
		if (!in_a[i])
			continue;
		while (!in_b[j])
			j++;
		count += a[i] != b[j++];
	}
	return count;
}

double
match_jaro_winkler(const char *a, const char *b)
{
	bool in_a[MATCH_TEXT] = {false}, in_b[MATCH_TEXT] = {false};
	int m = (int)strnlen(a, MATCH_TEXT), n = (int)strnlen(b, MATCH_TEXT), prefix = 0;
	int order = strcmp(a, b);
	if (order == 0)
		return 1;
	if (order > 0) /* the first letter found is taken: the order would matter */
		return match_jaro_winkler(b, a);
	int common = common_letters(a, m, b, n, in_a, in_b);
	if (common == 0)
		return 0;
	double c = common, moved = out_of_order(a, m, b, in_a, in_b) / 2;
	double jaro = (c / m + c / n + (c - moved) / c) / 3;
	while (prefix < 4 && a[prefix] && a[prefix] == b[prefix])
		prefix++;
	return jaro + prefix * 0.1 * (1 - jaro);
}

void
match_soundex(const char *name, char out[5])
{
	static const char codes[] =
	    "01230120022455012623010202"; /* h and w are stepped over below */
	size_t length = 0;
	char last = '0';
	memset(out, 0, 5);
	for (; *name && length < 4; name++) {
		if (*name < 'a' || *name > 'z')
			continue;
		char code = codes[*name - 'a'];
		if (length == 0)
			out[length++] = *name;
		else if (code != '0' && code != last)
			out[length++] = code;
		if (*name != 'h' && *name != 'w')
			last = code;
	}
	while (length && length < 4)
		out[length++] = '0';
}

/* The full name first. */
static const char *const short_forms[][8] = {{"alexander", "alex", "sandy", "alec", "xander"},
    {"alexandra", "alex", "sandra", "lexi"}, {"andrew", "andy", "drew"}, {"anthony", "tony", "ant"},
    {"barbara", "babs", "barb"}, {"benjamin", "ben", "benny"},
    {"catherine", "cathy", "kate", "katie", "cath"}, {"charles", "charlie", "chas", "chuck"},
    {"christine", "chris", "tina", "chrissie"}, {"christopher", "chris", "kit"},
    {"daniel", "dan", "danny"}, {"david", "dave", "davy", "dai"}, {"deborah", "debbie", "deb"},
    {"dorothy", "dot", "dotty", "dolly"}, {"edward", "ed", "eddie", "ted", "ned", "teddy"},
    {"elizabeth", "liz", "beth", "betty", "lizzie", "eliza", "libby"},
    {"frances", "fran", "frankie"}, {"francis", "frank", "frankie"},
    {"frederick", "fred", "freddie"}, {"gerald", "gerry", "ged"}, {"gregory", "greg"},
    {"harold", "harry", "hal"}, {"henry", "harry", "hal", "hank"}, {"jacqueline", "jackie"},
    {"james", "jim", "jimmy", "jamie"}, {"jennifer", "jenny", "jen"}, {"john", "jack", "johnny"},
    {"jonathan", "jon", "jonny"}, {"joseph", "joe", "joey"}, {"joshua", "josh"},
    {"katherine", "kathy", "kate", "katie", "kath"}, {"kenneth", "ken", "kenny"},
    {"lawrence", "larry", "laurie"}, {"leonard", "len", "lenny"},
    {"margaret", "maggie", "peggy", "meg", "madge", "marge", "rita"}, {"matthew", "matt"},
    {"michael", "mike", "mick", "mickey"}, {"nicholas", "nick", "nicky"}, {"pamela", "pam"},
    {"patricia", "pat", "patsy", "trish", "tricia"}, {"patrick", "pat", "paddy"}, {"peter", "pete"},
    {"philip", "phil"}, {"rebecca", "becky", "becca"},
    {"richard", "dick", "rick", "ricky", "richie"},
    {"robert", "bob", "rob", "bobby", "robbie", "bert"}, {"ronald", "ron", "ronnie"},
    {"samuel", "sam", "sammy"}, {"samantha", "sam"}, {"stephen", "steve", "stevie"},
    {"susan", "sue", "susie"}, {"theresa", "terry", "tess"}, {"thomas", "tom", "tommy"},
    {"timothy", "tim"}, {"victoria", "vicky", "tori"}, {"vincent", "vince"},
    {"william", "bill", "will", "billy", "willie", "liam"}, {"winifred", "win", "winnie"}};

bool
match_short_form(const char *a, const char *b)
{
	for (size_t i = 0; i < sizeof short_forms / sizeof *short_forms; i++) {
		bool has_a = false, has_b = false;
		for (size_t j = 0; j < 8 && short_forms[i][j]; j++) {
			has_a |= strcmp(short_forms[i][j], a) == 0;
			has_b |= strcmp(short_forms[i][j], b) == 0;
		}
		if (has_a && has_b)
			return true;
	}
	return false;
}

#include "helpers/at_desk.h"

struct play play;

void
at_desk_begin(void)
{
	play_init(&play);
	play_sign_in(&play);
}

void
at_desk_end(void)
{
	play_release(&play);
}

void
at_desk_amina(void)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_shows(&play, "PATEL, Amina");
}

/*
 * When each command works: preconditions by what is in hand and which screen is in front, named in
 * the rows of command.c. Who may is asked of the permit table beside them.
 */
#ifndef DESK_COMMAND_WHEN_H
#define DESK_COMMAND_WHEN_H

#include "desk/state.h"

bool when_with_contact(const struct desk *desk);
bool when_with_matters(const struct desk *desk);
bool when_several_matters(const struct desk *desk);
bool when_away_from_home(const struct desk *desk);
bool when_away_from_queues(const struct desk *desk);
bool when_away_from_looks(const struct desk *desk);
bool when_away_from_board(const struct desk *desk);
bool when_away_from_notices(const struct desk *desk);
bool when_can_note(const struct desk *desk);
bool when_can_finish(const struct desk *desk);
bool when_can_ask_who(const struct desk *desk);
bool when_on_service(const struct desk *desk);
bool when_has_dialogue(const struct desk *desk);
bool when_is_offered_somewhere(const struct desk *desk);
bool when_can_answer_as(const struct desk *desk);
bool when_quick(const struct desk *desk);
bool when_can_report(const struct desk *desk);
bool when_quick_or_wrap_up(const struct desk *desk);
bool when_on_dialogue(const struct desk *desk);
bool when_can_undo(const struct desk *desk);
bool when_has_changed(const struct desk *desk);
bool when_on_customer(const struct desk *desk);
bool when_can_edit(const struct desk *desk);
bool when_on_form(const struct desk *desk);
bool when_on_details(const struct desk *desk);
bool when_on_all_details(const struct desk *desk);
bool when_can_filter(const struct desk *desk);
bool when_can_break_glass(const struct desk *desk);
bool when_can_be_same(const struct desk *desk);
bool when_is_merged(const struct desk *desk);
bool when_away_from_promises(const struct desk *desk);
bool when_can_promise(const struct desk *desk);
bool when_on_promise(const struct desk *desk);
bool when_in_promises(const struct desk *desk);
bool when_open_case(const struct desk *desk);
bool when_can_claim(const struct desk *desk);
bool when_can_release(const struct desk *desk);
bool when_can_reopen(const struct desk *desk);
bool when_has_files(const struct desk *desk);
bool when_can_amend_case(const struct desk *desk);
bool when_can_move_case(const struct desk *desk);
bool when_has_more(const struct desk *desk);
bool when_has_call(const struct desk *desk);
bool when_has_refused(const struct desk *desk);
bool when_away_from_entries(const struct desk *desk);
bool when_on_entry(const struct desk *desk);
bool when_can_submit(const struct desk *desk);
bool when_can_judge(const struct desk *desk);
bool when_can_discard(const struct desk *desk);
bool when_can_renew(const struct desk *desk);
bool when_can_mark(const struct desk *desk);
bool when_can_assure(const struct desk *desk);

/* back_office_when.c */
bool when_can_take_next(const struct desk *desk);
bool when_can_mark_case(const struct desk *desk);
bool when_has_bulk(const struct desk *desk);
bool when_can_undo_bulk(const struct desk *desk);
bool when_can_hand_over(const struct desk *desk);
bool when_can_bounce(const struct desk *desk);
bool when_can_answer_back(const struct desk *desk);
/* On a queue whose cases may be worked on. */
bool when_in_queue(const struct desk *desk);

#endif

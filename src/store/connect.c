/* What is to be done at other systems, up to where mailboxes are fetched, and mails. */
#include "store/connect.h"
#include "store/blobs.h"
#include "store/inside.h"

#include <string.h>

/* ---- jobs ---- */

int
connect_job_new(struct tx *tx, const struct connect_job *job)
{
	return db_run(tx->db,
	    "INSERT INTO connect_job (id, kind, key, subject, council, state, attempts, made, "
	    "next_at) VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, $7) ON CONFLICT (key) DO "
	    "NOTHING",
	    VALUES(v_text(job->id), v_text(job->kind), v_text(job->key), v_text(job->subject),
		v_text(job->council), v_time(tx->now),
		v_time(job->next_at ? job->next_at : tx->now)));
}

int
connect_job_get(struct tx *tx, const char *id, struct connect_job *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&connect_job_record), id, out, arena);
}

int
connect_job_put(struct tx *tx, const struct connect_job *job)
{
	return table_put(tx->db, table_of(&connect_job_record), job);
}

int
connect_jobs_due(struct tx *tx, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&connect_job_record),
	    "WHERE t.state IN ('waiting', 'running') AND t.state <> 'done' AND t.next_at <= $1 "
	    "ORDER BY t.next_at, t.id LIMIT $2",
	    VALUES(v_time(tx->now), v_number((int64_t)most)), false, arena, out);
}

int
connect_jobs_open(struct tx *tx, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&connect_job_record),
	    "WHERE t.state <> 'done' ORDER BY CASE t.state WHEN 'failed' THEN 0 ELSE 1 END, "
	    "t.made, "
	    "t.id LIMIT $1",
	    VALUES(v_number((int64_t)most)), false, arena, out);
}

/* ---- mailboxes ---- */

int
mailbox_get(struct tx *tx, const char *id, struct mailbox *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&mailbox_record), id, out, arena);
}

int
mailbox_put(struct tx *tx, const struct mailbox *box)
{
	return table_put(tx->db, table_of(&mailbox_record), box);
}

int
mailboxes_of(struct tx *tx, const char *council, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&mailbox_record), "WHERE t.council = $1 ORDER BY t.id",
	    VALUES(v_text(council)), false, arena, out);
}

/* ---- mails ---- */

int
mail_get(struct tx *tx, const char *id, struct mail *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&mail_record), id, out, arena);
}

int
mail_put(struct tx *tx, const struct mail *mail)
{
	return table_put(tx->db, table_of(&mail_record), mail);
}

bool
mail_is_kept(struct tx *tx, const char *digest)
{
	return db_number(tx->db, "SELECT count(*) FROM mail WHERE digest = $1",
		   VALUES(v_text(digest)), 0) > 0;
}

static int
one_mail(struct tx *tx, const char *tail, const char *value, struct mail *out, struct arena *arena)
{
	struct list found = {0};
	table_select(
	    tx->db, table_of(&mail_record), tail, VALUES(v_text(value)), false, arena, &found);
	if (tx->db->fault != DB_FINE)
		return -1;
	if (found.count)
		*out = *LIST_AT(struct mail, &found, 0);
	return found.count > 0;
}

int
mail_by_message(struct tx *tx, const char *message, struct mail *out, struct arena *arena)
{
	return one_mail(tx, "WHERE t.message = $1 AND t.direction = 'out'", message, out, arena);
}

int
mail_last_in(struct tx *tx, const char *case_id, struct mail *out, struct arena *arena)
{
	return one_mail(tx,
	    "WHERE t.case_id = $1 AND t.direction = 'in' AND t.automatic IS NULL ORDER BY t.at "
	    "DESC, "
	    "t.id DESC LIMIT 1",
	    case_id, out, arena);
}

int
mails_answering(struct tx *tx, const char *mail, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&mail_record),
	    "WHERE t.reply_to_mail = $1 ORDER BY t.at, t.id", VALUES(v_text(mail)), false, arena,
	    out);
}

int
mails_of_contact(struct tx *tx, const char *contact, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&mail_record),
	    "WHERE t.contact = $1 ORDER BY t.at, t.id", VALUES(v_text(contact)), false, arena, out);
}

static int
summaries(struct tx *tx, const char *tail, const struct db_value *values, size_t count,
    struct arena *arena, struct list *out)
{
	struct list mails = {0};
	table_select(tx->db, table_of(&mail_record), tail, values, count, false, arena, &mails);
	LIST_EACH(struct mail, mail, &mails)
	*(struct mail_summary *)list_add(arena, out, &mail_summary_record) =
	    (struct mail_summary){.id = mail->id,
		.direction = mail->direction,
		.council = mail->council,
		.sender = mail->sender,
		.sender_name = mail->sender_name,
		.recipient = mail->recipient,
		.subject = mail->subject,
		.automatic = mail->automatic,
		.state = mail->state,
		.taken_by = mail->taken_by,
		.reference = mail->reference,
		.error = mail->error,
		.at = mail->at,
		.sent = mail->sent};
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
mails_waiting(struct tx *tx, size_t most, struct arena *arena, struct list *out)
{
	return summaries(tx, "WHERE t.state IN ('waiting', 'taken') ORDER BY t.at, t.id LIMIT $1",
	    VALUES(v_number((int64_t)most)), arena, out);
}

int
mails_of_case(
    struct tx *tx, const char *case_id, size_t most, struct arena *arena, struct list *out)
{
	return summaries(tx, "WHERE t.case_id = $1 ORDER BY t.at DESC, t.id DESC LIMIT $2",
	    VALUES(v_text(case_id), v_number((int64_t)most)), arena, out);
}

/* A mail that nobody was found for has a key of its own in the vault. */
static void
of_whom(struct tx *tx, const char *of, const char *id, struct list *out)
{
	table_select(tx->db, table_of(&mail_record),
	    arena_printf(&tx->scratch, "WHERE t.\"%s\" = $1", of), VALUES(v_text(id)), false,
	    &tx->scratch, out);
}

int
mails_part(struct tx *tx, const char *of, const char *id)
{
	struct list found = {0};
	of_whom(tx, of, id, &found);
	LIST_EACH(struct mail, mail, &found)
	{
		person_forget(tx, mail->id);
		blobs_of_mail(tx, mail->id);
		table_part(tx->db, table_of(&mail_record), mail->id);
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
mails_forget(struct tx *tx, const char *customer)
{
	struct list found = {0};
	of_whom(tx, "customer", customer, &found);
	LIST_EACH(struct mail, mail, &found)
	person_forget(tx, mail->id);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
